using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using NumaBoot.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>Two members on loopback, which share nothing but the wire.</summary>
public sealed class TwoSystemsTests : TestKit
{
    private static readonly Config Member = WireSetup.Config.WithFallback(ConfigurationFactory.ParseString("""
        akka {
          loglevel = WARNING
          actor.provider = cluster
          remote.dot-netty.tcp {
            hostname = 127.0.0.1
            port = 0
          }
        }
        """));

    private readonly ActorSystem _other = ActorSystem.Create("members", FutureSerializer.Setup.WithFallback(Member));

    public TwoSystemsTests(ITestOutputHelper output)
        : base(Member, "members", output)
    {
    }

    // Expect two members whose fallback serializers are gone to form a cluster, and every message of the protocol to go
    // over between them.
    [Fact]
    public async Task Members_without_fallbacks_form_a_cluster_and_speak()
    {
        var cluster = Akka.Cluster.Cluster.Get(Sys);
        cluster.Join(cluster.SelfAddress);
        Akka.Cluster.Cluster.Get(_other).Join(cluster.SelfAddress);
        await AwaitAssertAsync(
            () => Assert.Equal(2, cluster.State.Members.Count(member => member.Status == Akka.Cluster.MemberStatus.Up)), TimeSpan.FromSeconds(30));

        var peer = PeerOf(TestActor);
        foreach (var form in WireForms.All)
        {
            object message = new AnyInstance(1).Of(form.Type);
            peer.Tell(message);
            Assert.Equal(Structure.Of(message), Structure.Of(await ReceiveOneAsync(TimeSpan.FromSeconds(10))));
        }
    }

    // Expect a type of ours that has no form not to arrive, and what comes after it to arrive.
    [Fact]
    public async Task What_has_no_form_does_not_arrive()
    {
        var peer = PeerOf(TestActor);
        peer.Tell(new SupervisorMessages.PowerOn());
        peer.Tell(new MemberMessages.DropRun("run", 1));

        Assert.Equal(new MemberMessages.DropRun("run", 1), await ReceiveOneAsync(TimeSpan.FromSeconds(10)));
    }

    // Expect a message of a newer version to be refused and counted, and what comes after it to arrive: the two stay
    // connected.
    [Fact]
    public async Task What_is_of_another_version_harms_nobody()
    {
        var peer = PeerOf(TestActor);
        for (int times = 1; times <= 3; times++)
        {
            peer.Tell(new FromTheFuture());
            peer.Tell(new MemberMessages.DropRun($"run {times}", 1));

            Assert.Equal(new MemberMessages.DropRun($"run {times}", 1), await ReceiveOneAsync(TimeSpan.FromSeconds(3)));
        }

        Assert.Equal(3, WireRefusals.Of(Sys).Versions);
        Assert.Equal(3, WireRefusals.Of(Sys).All);
    }

    protected override void AfterAll()
    {
        Shutdown(_other);
        base.AfterAll();
    }

    /// <summary>An actor here, as the other system sees it.</summary>
    private IActorRef PeerOf(IActorRef actor)
    {
        var here = ((ExtendedActorSystem)Sys).Provider.DefaultAddress;
        return _other.ActorSelection(new RootActorPath(here) / actor.Path.Elements).ResolveOne(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
    }
}
