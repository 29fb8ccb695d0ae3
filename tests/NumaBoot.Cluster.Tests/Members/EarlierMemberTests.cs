using Akka.Actor;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>A cluster whose members pass over what this version wants of them.</summary>
[Collection(MemberCollection.Name)]
public sealed class EarlierMemberTests : IDisposable
{
    private const string Complaint =
        "numaboot: the page has no timeline: a member of an earlier version recorded none, or it is longer than a message between members may be\n";

    private readonly ActorSystem _member = ActorSystem.Create(MemberSystem.Name, ConfigurationFactory.ParseString("""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          actor.provider = cluster
          remote.dot-netty.tcp {
            hostname = 127.0.0.1
            port = 0
          }
        }
        """).WithFallback(WireSetup.Config).WithFallback(ClusterClientReceptionist.DefaultConfig()).WithFallback(DistributedPubSub.DefaultConfig()));

    public void Dispose() => _member.Terminate().Wait(TimeSpan.FromSeconds(10));

    // Expect a page without a timeline where no history came, and a line that says so; and no such line where no page is wanted.
    [Fact]
    public async Task A_page_without_a_timeline_says_so()
    {
        var cluster = Akka.Cluster.Cluster.Get(_member);
        cluster.Join(cluster.SelfAddress);
        var front = _member.ActorOf(Props.Create(() => new WithoutHistory()), Front.Name);
        ClusterClientReceptionist.Get(_member).RegisterService(front);
        string[] contact = ["--cluster", $"{cluster.SelfAddress.Host}:{cluster.SelfAddress.Port}"];

        var (page, error) = await CommandProcess.RunAsync(["run", "tiny", "--report", "-", .. contact]);
        var (_, plain) = await CommandProcess.RunAsync(["run", "tiny", .. contact]);

        Assert.StartsWith($"{Complaint}cluster: on 1 member", error, StringComparison.Ordinal);
        Assert.Contains("</html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"freed\":{", page, StringComparison.Ordinal);
        Assert.StartsWith("cluster: on 1 member", plain, StringComparison.Ordinal);
    }

    private sealed class WithoutHistory : ReceiveActor
    {
        public WithoutHistory() => Receive<ConductorMessages.SubmitRun>(
            submit => Sender.Tell(new ClientMessages.RunEnded(submit.RunId, RunEnding.Of(new BootRun().Run(submit.Request)), 1, 0)));
    }
}
