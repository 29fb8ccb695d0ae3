using System.Collections.Immutable;
using System.Numerics;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// Which pairs of an actor's situation and a message came up: a bit for each, as <see cref="SituationTables"/> counts them.
/// Adding one to another gives the same, whichever comes first.
/// </summary>
public sealed class Coverage : IPairNotes
{
    private const int BitsInWord = 64;

    private readonly ulong[] _bits;

    /// <summary>Nothing has come up yet.</summary>
    public Coverage() => _bits = new ulong[(SituationTables.Count + BitsInWord - 1) / BitsInWord];

    /// <summary>What came up in schedules that a search has run.</summary>
    /// <param name="marks">The bits; empty for none.</param>
    public Coverage(ReadOnlySpan<ulong> marks)
        : this() => Add(marks);

    /// <summary>How many pairs can come up in some boot under some order.</summary>
    public static int Defined { get; } = Enumerable.Range(0, SituationTables.Count).Count(SituationTables.IsDefined);

    /// <summary>How many of them did.</summary>
    public int Seen
    {
        get
        {
            int seen = 0;
            foreach (ulong word in _bits)
            {
                seen += BitOperations.PopCount(word);
            }

            return seen;
        }
    }

    /// <summary>How many did, of how many.</summary>
    public CoverageCount Count => new(Seen, Defined);

    /// <summary>The bits, 64 in a word.</summary>
    public ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>Pairs that can come up and did not, in the order of the tables.</summary>
    public ImmutableArray<string> Unseen => NamesOf(bit => !Has(bit) && SituationTables.IsDefined(bit));

    /// <summary>Pairs that came up although the tables say that they cannot: then a table is wrong.</summary>
    public ImmutableArray<string> Undefined => NamesOf(bit => Has(bit) && !SituationTables.IsDefined(bit));

    /// <summary>Whether a message of a table came up in one of its situations.</summary>
    /// <param name="row">The message.</param>
    /// <param name="situation">The situation, as the table counts them.</param>
    public bool HasMet(SituationRow row, int situation)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Has(SituationTables.BitOf(situation, row.Message));
    }

    /// <inheritdoc />
    public void Note(int situation, IBootMessage message)
    {
        int bit = SituationTables.BitOf(situation, message);
        if (bit >= 0)
        {
            _bits[bit / BitsInWord] |= 1UL << (bit % BitsInWord);
        }
    }

    /// <summary>Adds what came up elsewhere.</summary>
    /// <param name="marks">The bits of another; empty for none.</param>
    public void Add(ReadOnlySpan<ulong> marks)
    {
        for (int word = 0; word < marks.Length; word++)
        {
            _bits[word] |= marks[word];
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Array.Clear(_bits);

    private bool Has(int bit) => ((_bits[bit / BitsInWord] >> (bit % BitsInWord)) & 1) != 0;

    private static ImmutableArray<string> NamesOf(Func<int, bool> isWanted) =>
        [.. Enumerable.Range(0, SituationTables.Count).Where(isWanted).Select(SituationTables.NameOf)];
}
