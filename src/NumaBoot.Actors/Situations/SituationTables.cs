using System.Collections.Frozen;
using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>All pairs of situation and message, counted through: a bit for each.</summary>
public static class SituationTables
{
    private static readonly FrozenDictionary<Type, int> FirstBits;
    private static readonly ImmutableArray<(SituationTable Table, SituationRow Row, int Situation)> Pairs;

    static SituationTables()
    {
        var firstBits = new Dictionary<Type, int>();
        var pairs = ImmutableArray.CreateBuilder<(SituationTable Table, SituationRow Row, int Situation)>();
        foreach (var table in All)
        {
            foreach (var row in table.Rows)
            {
                firstBits.Add(row.Message, pairs.Count);
                pairs.AddRange(Enumerable.Range(0, table.Situations.Length).Select(situation => (table, row, situation)));
            }
        }

        FirstBits = firstBits.ToFrozenDictionary();
        Pairs = pairs.ToImmutable();
    }

    /// <summary>A table for each role.</summary>
    public static ImmutableArray<SituationTable> All { get; } =
    [
        BootSupervisor.SituationTable, NumaNode.SituationTable, GrowCoordinator.SituationTable, Zone.SituationTable,
        Cpu.SituationTable, InitWorker.SituationTable,
    ];

    /// <summary>How many bits there are, also for pairs that cannot come up.</summary>
    public static int Count => Pairs.Length;

    /// <summary>The bit of a pair; -1 for a message that no table has.</summary>
    /// <param name="situation">The situation of the message's receiver.</param>
    /// <param name="message">The message.</param>
    public static int BitOf(int situation, IBootMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return BitOf(situation, message.GetType());
    }

    /// <summary>The bit of a pair; -1 for a message that no table has.</summary>
    /// <param name="situation">The situation of the message's receiver.</param>
    /// <param name="message">The message's type.</param>
    public static int BitOf(int situation, Type message) => FirstBits.TryGetValue(message, out int first) ? first + situation : -1;

    /// <summary>Whether the pair of a bit can come up.</summary>
    public static bool IsDefined(int bit) => Pairs[bit].Row.CanComeIn(Pairs[bit].Situation);

    /// <summary>The pair of a bit, as text.</summary>
    public static string NameOf(int bit)
    {
        var (table, row, situation) = Pairs[bit];
        return $"{table.Role.ToString().ToLowerInvariant()} ({table.Situations[situation]}): {row.Message.Name}";
    }
}
