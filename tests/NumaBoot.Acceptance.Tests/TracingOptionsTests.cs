using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>What <c>numaboot run</c> and <c>numaboot replay</c> say about the options of traces before anything is run.</summary>
public sealed class TracingOptionsTests
{
    // Expect what is no share, no clock, or a clock that there is not, to be refused.
    [Theory]
    [InlineData("--trace-allocations: expected a number from 0 to 100, found 101", "--trace-allocations", "101")]
    [InlineData("--trace-allocations: expected a number from 0 to 100, found -1", "--trace-allocations", "-1")]
    [InlineData("--trace-allocations: expected a number from 0 to 100, found NaN", "--trace-allocations", "NaN")]
    [InlineData("--trace-clock: expected real, virtual, found wall", "--trace-clock", "wall")]
    [InlineData("--trace-clock: expected real, virtual, found nothing", "--trace-clock", "")]
    [InlineData("--trace-clock: expected --order time beside it, since a free order has no virtual time, found --order free", "--trace-clock", "virtual", "--order", "free")]
    public void Options_that_make_no_sense_are_refused(string complaint, params string[] options) =>
        Assert.Equal(new CommandResult(2, "", $"numaboot: {complaint}\n"), Command.Run(["run", "tiny", .. options]));

    // Expect of bad input one line, whatever else could be said; and a clock to be known however it is written.
    [Fact]
    public void Of_bad_input_nothing_else_is_told()
    {
        Assert.Equal(new CommandResult(2, "", "numaboot: nothere.json: expected a file, found none of that name\n"), Command.Run("replay", "nothere.json", "--trace-clock", "VIRTUAL"));
    }

    // Expect an option that changes nothing to say so, and the run to be what it is without.
    [Fact]
    public void Without_an_endpoint_an_option_changes_nothing()
    {
        string output = Command.Run("run", "tiny").Output;

        Assert.Equal(
            new CommandResult(0, output, "numaboot: --trace-clock changes nothing, since the OTEL_* variables let no span go anywhere\n"),
            Command.Run("run", "tiny", "--trace-clock", "virtual"));
        Assert.Equal(
            new CommandResult(0, output, "numaboot: --trace-allocations changes nothing, since no timeline is written and the OTEL_* variables let no span go anywhere\n"),
            Command.Run("run", "tiny", "--trace-allocations", "5"));
    }
}
