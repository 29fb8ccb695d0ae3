using System.Runtime.Serialization;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>What a member may not say of a trace.</summary>
public sealed class TracingFormsTests
{
    public static TheoryData<string> Roots => ["boot", "continued"];

    // Expect roots of traces, which nobody records, to be refused.
    [Theory]
    [MemberData(nameof(Roots))]
    public void A_root_that_was_recorded_is_refused(string root)
    {
        var key = root == "boot" ? SpanKey.Boot : SpanKey.Continued(1);
        var trace = new BlockTrace([new SpanRecord(key, SpanKey.Boot, 0, 1, 0, 0, [])], [], 0);

        Assert.Contains("expected a span that is recorded", Assert.Throws<SerializationException>(() => trace.ToProto().ToDomain()).Message, StringComparison.Ordinal);
    }

    // Expect a share that is none to be refused.
    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_that_is_none_is_refused(double share) =>
        Assert.Throws<SerializationException>(() => new TracingWish(share, HasRealTime: false, "").ToProto().ToDomain());
}
