using System.Globalization;
using System.Reflection;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Probes;

/// <summary>A ledger that judges nothing: a line for each entry, to be read by a test.</summary>
public class LedgerNotes : DispatchProxy
{
    /// <summary>The entries in order, such as <c>Freed 0:Normal [8, 16)</c>.</summary>
    public IList<string> Lines { get; } = [];

    /// <summary>All entries.</summary>
    public string Text => string.Join('\n', Lines);

    public static LedgerNotes Create() => (LedgerNotes)(object)Create<IBootLedger, LedgerNotes>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Lines.Add($"{targetMethod?.Name} {string.Join(' ', (args ?? []).Select(Words))}");
        return null;
    }

    private static string Words(object? value) => value switch
    {
        IEnumerable<PfnRange> frames => string.Join(' ', frames),
        Taking taking => $"{taking.Zone} cpu {taking.Cpu} {string.Join(' ', taking.Frames)} {taking.Ground} {taking.Demand.Mode}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
