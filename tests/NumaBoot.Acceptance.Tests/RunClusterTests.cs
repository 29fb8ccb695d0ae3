using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>Options of <c>numaboot run --cluster</c> that are refused before any cluster is asked.</summary>
public sealed class RunClusterTests
{
    // Expect options of a cluster to be refused without one, and those that contradict each other beside one.
    [Theory]
    [InlineData("--insecure: expected --cluster beside it, since only a cluster is asked without TLS, found none", "--insecure")]
    [InlineData("--certificate: expected --cluster beside it, since only a cluster is shown certificates, found none", "--certificate", "a")]
    [InlineData(
        "--insecure: expected either --insecure or certificates, found both",
        "--cluster", "127.0.0.1:1", "--insecure", "--certificate", "a", "--certificate-key", "b", "--authority", "c")]
    public void Options_that_make_no_sense_are_refused(string complaint, params string[] options) =>
        Assert.Equal(new CommandResult(2, "", $"numaboot: {complaint}\n"), Command.Run(["run", "tiny", .. options]));

    // Expect a file that is not there to be told with the option that names it, though no member is there either.
    [Fact]
    public void A_missing_certificate_is_told_by_its_option() => Assert.Equal(
        new CommandResult(2, "", "numaboot: --certificate: a file with a certificate in PEM is expected, 'a' was found: there is no such file\n"),
        Command.Run(["run", "tiny", "--cluster", "nobody.invalid:1", "--certificate", "a", "--certificate-key", "b", "--authority", "c"]));
}
