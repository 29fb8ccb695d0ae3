namespace NumaBoot.Simulation;

/// <summary>
/// Something that one lane writes in the ledger of another. It travels as messages do and is written before any message
/// that was sent after it can be heard.
/// </summary>
public interface ILedgerEntry
{
    /// <summary>Writes it where it belongs.</summary>
    void WriteIn(BootLedger ledger);
}
