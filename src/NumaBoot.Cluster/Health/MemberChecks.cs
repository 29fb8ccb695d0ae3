using Microsoft.Extensions.DependencyInjection;

namespace NumaBoot.Cluster;

/// <summary>The health checks of a member, each under the tag of the question that it answers.</summary>
internal static class MemberChecks
{
    /// <summary>Has it started?</summary>
    public const string Startup = "startup";

    /// <summary>Is it alive?</summary>
    public const string Live = "live";

    /// <summary>Can it be given work?</summary>
    public const string Ready = "ready";

    /// <summary>The three questions.</summary>
    public static IReadOnlyList<string> Tags { get; } = [Startup, Live, Ready];

    public static void AddTo(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StartupCheck>("joined", tags: [Startup])
        .AddCheck<LivenessCheck>("actors", tags: [Live])
        .AddCheck<ReadinessCheck>("membership", tags: [Ready]);
}
