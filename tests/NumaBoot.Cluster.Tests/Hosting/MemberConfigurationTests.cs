using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Hosting;
using Akka.Util;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace NumaBoot.Cluster.Tests.Hosting;

/// <summary>The actor system of a member as it comes out of its settings.</summary>
public sealed class MemberConfigurationTests
{
    // Expect the numbers of member.conf and of the settings to be those that Akka uses.
    [Fact]
    public async Task The_settings_arrive_in_akka()
    {
        using var host = await StartAsync(new MemberSettings { Port = 0, StableAfter = TimeSpan.FromSeconds(7), JoinWithin = TimeSpan.FromSeconds(9) });
        var system = host.Services.GetRequiredService<ActorSystem>();
        var cluster = Akka.Cluster.Cluster.Get(system);
        var config = system.Settings.Config;

        Assert.Equal(("numaboot", "numaboot"), (system.Name, Assert.Single(cluster.SelfRoles)));
        Assert.IsType<Akka.Cluster.SBR.SplitBrainResolverProvider>(cluster.DowningProvider);
        Assert.Equal("keep-majority", config.GetString("akka.cluster.split-brain-resolver.active-strategy"));
        Assert.Equal(TimeSpan.FromSeconds(7), config.GetTimeSpan("akka.cluster.split-brain-resolver.stable-after"));
        Assert.Equal(TimeSpan.FromSeconds(15), config.GetTimeSpan("akka.cluster.split-brain-resolver.down-all-when-unstable"));
        Assert.Equal(TimeSpan.FromSeconds(8), config.GetTimeSpan("akka.cluster.failure-detector.acceptable-heartbeat-pause"));
        Assert.Equal(TimeSpan.FromSeconds(9), cluster.Settings.ShutdownAfterUnsuccessfulJoinSeedNodes);
        Assert.Equal(64 << 20, config.GetByteSize("akka.remote.dot-netty.tcp.maximum-frame-size"));
        Assert.Equal("akka.actor.internal-dispatcher", cluster.Settings.UseDispatcher);
    }

    // Expect the threads of the cluster and of remoting to be their own and not the pool's, where a simulation may keep all busy.
    [Theory]
    [InlineData("akka.actor.internal-dispatcher")]
    [InlineData("akka.remote.default-remote-dispatcher")]
    public async Task The_cluster_has_threads_of_its_own(string dispatcher)
    {
        using var host = await StartAsync(new MemberSettings { Port = 0 });
        var ranOnPool = new TaskCompletionSource<bool>();

        host.Services.GetRequiredService<ActorSystem>().Dispatchers.Lookup(dispatcher).Schedule(() => ranOnPool.SetResult(Thread.CurrentThread.IsThreadPoolThread));

        Assert.False(await ranOnPool.Task);
    }

    // Expect what has no serializer of its own neither to be written nor, under the number of the JSON serializer, to be read.
    [Fact]
    public async Task Nothing_is_serialized_by_reflection()
    {
        using var host = await StartAsync(new MemberSettings { Port = 0 });
        var serialization = ((ExtendedActorSystem)host.Services.GetRequiredService<ActorSystem>()).Serialization;
        byte[] json = System.Text.Encoding.UTF8.GetBytes("{}");

        Assert.ThrowsAny<SerializationException>(() => serialization.FindSerializerForType(typeof(Unregistered)));
        Assert.ThrowsAny<SerializationException>(() => serialization.Deserialize(json, 1, typeof(Unregistered).TypeQualifiedName()));
        Assert.IsType<WireSerializer>(serialization.FindSerializerForType(typeof(IWireMessage)));
    }

    // Expect members that list the same ones in another order to agree on who may begin the cluster.
    [Fact]
    public async Task The_order_of_the_list_to_join_does_not_matter()
    {
        var first = await SeedsAsync("b:1", "a:2", "a:10");
        var second = await SeedsAsync("a:10", "a:2", "b:1");

        Assert.Equal(["akka.tcp://numaboot@a:2", "akka.tcp://numaboot@a:10", "akka.tcp://numaboot@b:1"], first);
        Assert.Equal(first, second);
    }

    // Expect a piece of work to find its way into the actor system.
    [Fact]
    public async Task Work_of_a_member_is_added_to_its_actor_system()
    {
        var work = new OneActor();
        using var host = await StartAsync(new MemberSettings { Port = 0 }, work);

        Assert.Equal(("akka://numaboot/user/work", 0), (host.Services.GetRequiredService<ActorRegistry>().Get<OneActor>().Path.ToString(), work.Settings!.Port));
    }

    private static async Task<string[]> SeedsAsync(params string[] join)
    {
        using var host = await StartAsync(new MemberSettings { Port = 0, Join = [.. join.Select(text => HostPort.TryParse(text)!)] });
        return [.. host.Services.GetRequiredService<ActorSystem>().Settings.Config.GetStringList("akka.cluster.seed-nodes")];
    }

    private static async Task<IHost> StartAsync(MemberSettings settings, params IMemberWork[] work)
    {
        var host = MemberHost.Build(settings, System.Net.IPAddress.Loopback, certificates: null, work, new MemberLines(TextWriter.Null), new MembershipView());
        await host.StartAsync();
        return host;
    }

    private sealed record Unregistered(int Value);

    private sealed class OneActor : IMemberWork
    {
        public MemberSettings? Settings { get; private set; }

        public void AddTo(AkkaConfigurationBuilder builder, MemberSettings settings, IServiceProvider services)
        {
            Settings = settings;
            builder.WithActors((system, registry) => registry.Register<OneActor>(system.ActorOf(Props.Empty, "work")));
        }
    }
}
