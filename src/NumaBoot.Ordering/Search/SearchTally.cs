using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>What a search counts, schedule by schedule.</summary>
internal sealed class SearchTally
{
    private readonly ImmutableArray<FoundFailure>.Builder _failures = ImmutableArray.CreateBuilder<FoundFailure>();
    private readonly HashSet<ulong> _orders = [];
    private long _schedules;
    private long _deliveries;
    private long _redundant;

    public bool HasFailed => _failures.Count > 0;

    public SearchProgress Progress => new(_schedules, _deliveries, _orders.Count) { Redundant = _redundant };

    public bool IsNew(Failure failure) =>
        _failures.All(known => !string.Equals(known.Failure.Name, failure.Name, StringComparison.Ordinal));

    public void Add(FoundFailure failure) => _failures.Add(failure);

    public void Add(long deliveries, ulong orderHash)
    {
        _schedules++;
        _deliveries += deliveries;
        _orders.Add(orderHash);
    }

    public void AddRedundant() => _redundant++;

    public SearchResult Result(bool isExhausted) =>
        new(_failures.ToImmutable(), _schedules, _deliveries, _orders.Count, isExhausted) { Redundant = _redundant };
}
