using Akka.Actor;
using Akka.Cluster;
using Xunit;

namespace NumaBoot.Cluster.Tests.Hosting;

/// <summary>When a member is ready, and what it says when it is declared down.</summary>
public sealed class MembershipViewTests
{
    private static readonly Address Self = At(1);
    private readonly MembershipView _view = new();

    public MembershipViewTests() => _view.Know(Self);

    // Expect readiness to follow the membership: not before it is up, not while it leaves, not once it is gone.
    [Fact]
    public void A_member_is_ready_while_it_is_up()
    {
        Assert.Equal("it has not joined", _view.WhyNotReady());
        _view.Set(Self, MemberStatus.Joining);
        Assert.Equal(("it is joining", false), (_view.WhyNotReady(), _view.HasBeenUp));
        _view.Set(Self, MemberStatus.Up);
        Assert.Equal((null, true), (_view.WhyNotReady(), _view.HasBeenUp));
        _view.Set(Self, MemberStatus.Leaving);
        Assert.Equal("it is leaving", _view.WhyNotReady());
        _view.Set(Self, MemberStatus.Removed);
        Assert.Equal(("it is no member any more", true), (_view.WhyNotReady(), _view.HasBeenUp));
    }

    // Expect a member that was asked to stop not to be ready from that moment on, whatever the cluster says.
    [Fact]
    public void A_member_that_was_asked_to_stop_is_not_ready()
    {
        _view.Set(Self, MemberStatus.Up);

        _view.BeginToStop();

        Assert.Equal("it is leaving", _view.WhyNotReady());
    }

    // Expect each member to be counted once: one out of reach as that and nothing else, one that was declared down with it.
    [Fact]
    public void Members_are_counted_by_how_they_stand()
    {
        Assert.Equal((0, 0, 0, 0), _view.CountByStatus());
        Three();
        _view.Set(At(4), MemberStatus.Joining);
        _view.Set(At(5), MemberStatus.Exiting);
        Assert.Equal((3, 1, 1, 0), _view.CountByStatus());

        _view.SetReachable(At(2), reachable: false);
        _view.Set(At(3), MemberStatus.Down);
        Assert.Equal((1, 1, 1, 2), _view.CountByStatus());

        _view.SetReachable(At(2), reachable: true);
        _view.Set(At(3), MemberStatus.Removed);
        Assert.Equal((2, 1, 1, 0), _view.CountByStatus());
    }

    // Expect one of three out of reach to be borne, and two not to be, until one of them is back.
    [Fact]
    public void A_member_is_ready_while_it_reaches_the_majority()
    {
        Three();

        _view.SetReachable(At(2), reachable: false);
        Assert.Null(_view.WhyNotReady());
        _view.SetReachable(At(3), reachable: false);
        Assert.Equal("it reaches 1 of 3 members, itself included", _view.WhyNotReady());
        _view.SetReachable(At(2), reachable: true);
        Assert.Null(_view.WhyNotReady());
    }

    // Expect the reason to be what was seen before the decision, not what is left after it.
    [Fact]
    public void The_smaller_side_says_whom_it_did_not_reach()
    {
        Three();
        _view.SetReachable(At(2), reachable: false);
        _view.SetReachable(At(3), reachable: false);

        _view.Set(Self, MemberStatus.Down);
        _view.Set(At(2), MemberStatus.Removed);
        _view.WasSilent(TimeSpan.FromSeconds(20));

        Assert.Equal(
            "this side of a partition is the smaller one: it reaches 1 of 3 members, itself included, and without host:2 and host:3 it is no majority "
            + "(this process did not run for 20.0 s)",
            _view.WhyDown());
    }

    // Expect the other ways to be declared down to be told apart.
    [Fact]
    public void Other_reasons_are_told_apart()
    {
        Three();
        Assert.Equal("the other members have declared this one down", _view.WhyDown());
        _view.SetReachable(At(2), reachable: false);
        Assert.Equal("the cluster was not stable: this member reaches 2 of 3 members, itself included", _view.WhyDown());
        _view.RefusedBy(At(3));
        Assert.Equal("host:3 and those with it have gone on without this member", _view.WhyDown());
    }

    private static Address At(int port) => new("akka.tcp", "numaboot", "host", port);

    private void Three()
    {
        foreach (int port in new[] { 1, 2, 3 })
        {
            _view.Set(At(port), MemberStatus.Up);
        }
    }
}
