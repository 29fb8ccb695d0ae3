using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>--report</c> as a black box; what the pages do in a browser is tested in one.</summary>
public sealed class ReportOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    // Expect a page and nothing else on standard output, and the same bytes in a file, on one thread and on two.
    [Fact]
    public void The_same_boot_is_the_same_page()
    {
        string one = Path.Combine(_folder, "one.html");
        var first = Command.Run("run", "two-socket", "--report", one);
        var second = Command.Run("run", "two-socket", "--report", "-", "--threads", "2");

        Assert.Equal(0, first.ExitCode);
        Assert.StartsWith("<!doctype html>\n", second.Output, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", second.Output, StringComparison.Ordinal);
        Assert.True(File.ReadAllText(one) == second.Output, "two threads write another page");
    }

    // A page that somebody looks at does not change what it shows.
    [Fact]
    public void A_page_leaves_no_mark_in_the_result()
    {
        string page = Path.Combine(_folder, "page.html");

        Assert.Equal(Command.Run("run", "n4-tracebuf").Output, Command.Run("run", "n4-tracebuf", "--report", page).Output);
        Assert.Equal(
            Command.Run("compare", "two-socket", "--policies", "v1,single-writer").Output,
            Command.Run("compare", "two-socket", "--policies", "v1,single-writer", "--report", page).Output);
    }

    // Expect the command that makes it again to be in it: what it makes is the same page.
    [Fact]
    public void The_command_in_a_page_makes_it_again()
    {
        string file = Path.Combine(Fixtures.Root, "examples", "field-case.json");
        string page = Command.Run("run", file, "--policy", "static-reserve", "--report", "-").Output;
        string compared = Command.Run("compare", file, "--cpus-per-node", "8", "--policies", "v1,eager", "--report", "-").Output;

        Assert.Equal(["run", file, "--policy", "static-reserve", "--seed", "1"], CommandOf(page), StringComparer.Ordinal);
        Assert.True(page == Command.Run([.. CommandOf(page), "--report", "-"]).Output);
        Assert.True(compared == Command.Run([.. CommandOf(compared), "--report", "-"]).Output);
    }

    // Expect the digest of the input to be that of what `numaboot machine` prints, and of the file itself.
    [Fact]
    public void The_digests_in_a_page_can_be_worked_out_again()
    {
        string file = Path.Combine(Fixtures.Root, "examples", "field-case.json");
        string page = Command.Run("run", file, "--report", "-").Output;

        Assert.Contains(Sha256(System.Text.Encoding.UTF8.GetBytes(Command.Run("machine", file).Output)), page, StringComparison.Ordinal);
        Assert.Contains(Sha256(File.ReadAllBytes(file)), page, StringComparison.Ordinal);
    }

    // Without virtual time there is nothing to draw over; expect a line, and no boot.
    [Fact]
    public void A_free_order_has_no_page()
    {
        var result = Command.Run("run", "tiny", "--order", "free", "--report", Path.Combine(_folder, "page.html"));

        Assert.Equal(("", "numaboot: --report: expected --order time beside it, since a free order has no virtual time, found --order free\n", 2), (result.Output, result.Error, result.ExitCode));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    // Expect a place that cannot be written to be refused before any work, and two results for one place.
    [Theory]
    [InlineData("run", "tiny")]
    [InlineData("compare", "tiny")]
    [InlineData("calibrate")]
    public void A_place_that_cannot_be_written_is_refused(params string[] words)
    {
        var refused = Command.Run([.. words, "--report", "/proc/x"]);
        var twice = Command.Run([.. words, "--report", "-", "--json", "-"]);

        Assert.Equal(("", "numaboot: --report: expected a file that can be written, found /proc/x\n", 2), (refused.Output, refused.Error, refused.ExitCode));
        Assert.Equal(("", 2), (twice.Output, twice.ExitCode));
        Assert.Contains("expected another file than that of ", twice.Error, StringComparison.Ordinal);
    }

    // What is fitted once more is no report.
    [Fact]
    public void A_fit_has_no_page()
    {
        var result = Command.Run("calibrate", "--fit", "--report", Path.Combine(_folder, "page.html"));

        Assert.Equal(("numaboot: --fit: expected none of --json, --plot and --report beside it, found one of them\n", 2), (result.Error, result.ExitCode));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] CommandOf(string page)
    {
        int start = page.IndexOf("<code>numaboot ", StringComparison.Ordinal) + "<code>numaboot ".Length;
        return page[start..page.IndexOf("</code>", start, StringComparison.Ordinal)].Split(' ');
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
