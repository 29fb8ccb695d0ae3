using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using Akka.Cluster;

namespace NumaBoot.Cluster;

/// <summary>
/// What this member knows of the cluster and of itself in it, for those who are no actors: health checks, and whoever says in
/// the end why it stopped. Written by <see cref="MembershipWatch"/> only, but for <see cref="BeginToStop"/>.
/// </summary>
public sealed class MembershipView
{
    private readonly Lock _one = new();
    private ImmutableSortedDictionary<Address, MemberStatus> _members = ImmutableSortedDictionary.Create<Address, MemberStatus>(Member.AddressOrdering);
    private ImmutableSortedSet<Address> _unreachable = ImmutableSortedSet.Create<Address>(Member.AddressOrdering);
    private Address? _self;
    private Address? _refusedBy;
    private string? _whyDown;
    private TimeSpan _silence;
    private bool _stopping;
    private bool _hasBeenUp;

    /// <summary>Whether this member was once a full member of a cluster.</summary>
    public bool HasBeenUp
    {
        get { lock (_one) { return _hasBeenUp; } }
    }

    /// <summary>How many members there are that are neither down nor gone.</summary>
    public int Count
    {
        get { lock (_one) { return Counted; } }
    }

    /// <summary>How many members there are that cannot be reached, or are declared down, and of the others how many of each kind.</summary>
    public (int Up, int Joining, int Leaving, int Unreachable) CountByStatus()
    {
        lock (_one)
        {
            var unreachable = _members.Where(member => member.Value == MemberStatus.Down || _unreachable.Contains(member.Key)).Select(member => member.Key).ToHashSet();
            int Count(params MemberStatus[] statuses) => _members.Count(member => !unreachable.Contains(member.Key) && statuses.Contains(member.Value));
            return (
                Count(MemberStatus.Up), Count(MemberStatus.Joining, MemberStatus.WeaklyUp), Count(MemberStatus.Leaving, MemberStatus.Exiting), unreachable.Count);
        }
    }

    private int Counted => _members.Count(member => member.Value is not (MemberStatus.Down or MemberStatus.Removed or MemberStatus.Exiting));

    private int Reached => _members.Count(member =>
        member.Value is not (MemberStatus.Down or MemberStatus.Removed or MemberStatus.Exiting) && !_unreachable.Contains(member.Key));

    /// <summary>Why this member cannot be given work; null when it can.</summary>
    public string? WhyNotReady()
    {
        lock (_one)
        {
            if (_stopping)
            {
                return "it is leaving";
            }

            if (_self is null || !_members.TryGetValue(_self, out var status))
            {
                return _hasBeenUp ? "it is no member any more" : "it has not joined";
            }

            return status != MemberStatus.Up ? $"it is {Words(status)}"
                : Reached * 2 <= Counted ? $"it reaches {CountWords()}"
                : null;
        }
    }

    /// <summary>Why this member was declared down, in a sentence.</summary>
    public string WhyDown()
    {
        lock (_one)
        {
            return (_whyDown ?? Reason()) + (_silence > TimeSpan.Zero
                ? string.Create(CultureInfo.InvariantCulture, $" (this process did not run for {_silence.TotalSeconds:0.0} s)")
                : "");
        }
    }

    /// <summary>Says that this member was asked to stop: it is not ready from now on.</summary>
    public void BeginToStop()
    {
        lock (_one)
        {
            _stopping = true;
        }
    }

    internal void Know(Address self)
    {
        lock (_one)
        {
            _self = self;
        }
    }

    internal void Set(Address member, MemberStatus status)
    {
        lock (_one)
        {
            // What was seen before the decision is why; the decision itself takes members away.
            if (member.Equals(_self) && status == MemberStatus.Down)
            {
                _whyDown ??= Reason();
            }

            _members = status == MemberStatus.Removed ? _members.Remove(member) : _members.SetItem(member, status);
            _unreachable = status == MemberStatus.Removed ? _unreachable.Remove(member) : _unreachable;
            _hasBeenUp |= member.Equals(_self) && status == MemberStatus.Up;
        }
    }

    internal void SetReachable(Address member, bool reachable)
    {
        lock (_one)
        {
            _unreachable = reachable ? _unreachable.Remove(member) : _unreachable.Add(member);
        }
    }

    internal bool IsMember(Address address)
    {
        lock (_one)
        {
            return _members.ContainsKey(address);
        }
    }

    /// <summary>Whether this member is on its way out: what it hears of others then is that it forgets them.</summary>
    internal bool HasEnded
    {
        get
        {
            lock (_one)
            {
                return _hasBeenUp && (!_members.TryGetValue(_self!, out var status) || status is MemberStatus.Exiting or MemberStatus.Down);
            }
        }
    }

    internal void RefusedBy(Address other)
    {
        lock (_one)
        {
            _refusedBy = other;
            _whyDown ??= Reason();
        }
    }

    internal void WasSilent(TimeSpan silence)
    {
        lock (_one)
        {
            _silence = silence > _silence ? silence : _silence;
        }
    }

    private string Reason()
    {
        if (_refusedBy is not null)
        {
            return $"{_refusedBy.Host}:{_refusedBy.Port} and those with it have gone on without this member";
        }

        return _unreachable.IsEmpty
            ? "the other members have declared this one down"
            : Reached * 2 <= Counted
                ? $"this side of a partition is the smaller one: it reaches {CountWords()}, and without {string.Join(" and ", _unreachable.Select(Name))} it is no majority"
                : $"the cluster was not stable: this member reaches {CountWords()}";
    }

    private string CountWords() => string.Create(CultureInfo.InvariantCulture, $"{Reached} of {Counted} members, itself included");

    private static string Name(Address address) => $"{address.Host}:{address.Port}";

    private static string Words(MemberStatus status) => status switch
    {
        MemberStatus.Joining or MemberStatus.WeaklyUp => "joining",
        MemberStatus.Leaving or MemberStatus.Exiting => "leaving",
        _ => "down",
    };
}
