using System.Collections.Immutable;
using System.Numerics;

namespace NumaBoot.Ordering;

/// <summary>What a search counts, schedule by schedule.</summary>
internal sealed class SearchTally
{
    private readonly ImmutableArray<FoundFailure>.Builder _failures = ImmutableArray.CreateBuilder<FoundFailure>();
    private readonly HashSet<ulong> _orders = [];
    private long _schedules;
    private long _deliveries;
    private ulong[] _marks = [];

    public bool HasFailed => _failures.Count > 0;

    public SearchProgress Progress => new(_schedules, _deliveries, _orders.Count) { Marks = CountMarks() };

    public bool IsNew(Failure failure) =>
        _failures.All(known => !string.Equals(known.Failure.Name, failure.Name, StringComparison.Ordinal));

    public void Add(FoundFailure failure) => _failures.Add(failure);

    public void Add(long deliveries, ulong orderHash)
    {
        _schedules++;
        _deliveries += deliveries;
        _orders.Add(orderHash);
    }

    /// <summary>Gathers the marks of a schedule.</summary>
    public void Mark(ReadOnlySpan<ulong> marks)
    {
        if (marks.Length > _marks.Length)
        {
            Array.Resize(ref _marks, marks.Length);
        }

        for (int word = 0; word < marks.Length; word++)
        {
            _marks[word] |= marks[word];
        }
    }

    public SearchResult Result(bool isExhausted) => new(_failures.ToImmutable(), _schedules, _deliveries, _orders.Count, isExhausted) { Marks = [.. _marks] };

    private long CountMarks()
    {
        long count = 0;
        foreach (ulong word in _marks)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
