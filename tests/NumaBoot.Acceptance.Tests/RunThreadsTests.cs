using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>numaboot run --threads</c> as a black box.</summary>
public sealed class RunThreadsTests
{
    // Expect the same bytes on standard output, summary and JSON, on one thread and on two, and on standard error what
    // bound the windows, where there were any.
    [Theory]
    [InlineData("two-socket")]
    [InlineData("two-socket", "--json", "-")]
    [InlineData("tiny2", "--policy", "v4.17", "--seed", "7")]
    public void Threads_leave_no_mark_on_standard_output(params string[] arguments)
    {
        var one = Command.Run(["run", .. arguments, "--threads", "1"]);
        var two = Command.Run(["run", .. arguments, "--threads", "2"]);

        Assert.Equal(("", 0), (one.Error, one.ExitCode));
        Assert.Equal((one.Output, 0), (two.Output, two.ExitCode));
        Assert.Matches("^lanes: [1-9][0-9,]* horizons, bound [1-9][0-9,]* by [a-z ]+(, [1-9][0-9,]* by [a-z ]+)*\n$", two.Error);
    }

    // Expect a boot in which something breaks to say no more on two threads than on one, and to end in the same way.
    [Fact]
    public void A_boot_that_breaks_is_told_as_on_one_thread()
    {
        string[] arguments = ["run", Path.Combine(Fixtures.Root, "examples", "field-case.json"), "--policy", "static-reserve"];

        var two = Command.Run([.. arguments, "--threads", "2"]);

        Assert.Equal(1, two.ExitCode);
        Assert.Equal(Command.Run([.. arguments, "--threads", "1"]), two);
    }

    // Expect a number that is none to be refused, and threads where the order has no use for them.
    [Theory]
    [InlineData("--threads: expected a number of threads from 1 to 1024, found 0", "--threads", "0")]
    [InlineData("--threads: expected --order time beside it, since a free order takes what threads there are, found --order free", "--threads", "2", "--order", "free")]
    public void Threads_that_make_no_sense_are_refused(string complaint, params string[] options) =>
        Assert.Equal(new CommandResult(2, "", $"numaboot: {complaint}\n"), Command.Run(["run", "tiny", .. options]));

    // Expect what was found so far and exit code 130 from a boot on two threads that is stopped when it is seen under way.
    [Fact]
    public async Task An_interrupt_on_two_threads_tells_what_was_found_so_far()
    {
        var result = await Terminal.InterruptAtAsync(" deliveries, ", "run sockets-1024 --threads 2");

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("numaboot  sockets-1024: 1,024 nodes", result.Output, StringComparison.Ordinal);
        Assert.Contains("  interrupted ", result.Output, StringComparison.Ordinal);
        Assert.Contains("lanes: ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("numaboot: interrupted", result.Output.TrimEnd(), StringComparison.Ordinal);
    }
}
