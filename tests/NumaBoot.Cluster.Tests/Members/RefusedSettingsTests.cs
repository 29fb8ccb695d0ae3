using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>Settings that the command refuses, as somebody at a terminal sees it.</summary>
[Collection(MemberCollection.Name)]
public sealed class RefusedSettingsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    // Expect the environment to be read, and a bad value there to end the command with 2 and the name of the variable, and
    // nothing else to be said.
    [Fact]
    public async Task A_bad_variable_is_told_by_its_name()
    {
        await using var member = MemberProcess.StartPlain(
            [], environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["NUMABOOT_Member__Port"] = "many" });

        Assert.Equal(2, await member.ExitAsync(Soon));
        Assert.Equal("numaboot: NUMABOOT_Member__Port: a port from 0 to 65535 is expected, 'many' was found", Assert.Single(member.Lines));
    }

    // Expect the command line to win over the environment, and that over the file.
    [Fact]
    public async Task The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), """{ "Member": { "Port": "file", "PublicAddress": "0.0.0.0", "HealthPort": "file" } }""");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NUMABOOT_Member__Port"] = "environment", ["NUMABOOT_MEMBER__HEALTHPORT"] = "0" };
        await using var member = MemberProcess.StartPlain(["--port", "0"], folder, environment);

        Assert.Equal(2, await member.ExitAsync(Soon));
        Assert.StartsWith("numaboot: appsettings.json, Member:PublicAddress: ", Assert.Single(member.Lines), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    // Expect a port that is taken, the member's or that of health, to be told in one line.
    [Theory]
    [InlineData("--port")]
    [InlineData("--health-port")]
    public async Task A_taken_port_is_told_in_one_line(string option)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        string[] free = option == "--port" ? [] : ["--port", "0"];

        await using var member = MemberProcess.StartPlain([option, port, .. free]);

        Assert.Equal(2, await member.ExitAsync(Soon));
        Assert.StartsWith(
            $"numaboot: {option}: a free port on an address of this machine is expected, 127.0.0.1:{port} is not: ", member.Lines[^1], StringComparison.Ordinal);
        string bound = option == "--port" ? $"127.0.0.1:{port}, known to others as 127.0.0.1:{port}" : "any free port of 127.0.0.1, known to others as the same port of 127.0.0.1";
        Assert.Equal($"numaboot: is to bind {bound}", member.Lines[0]);
    }

    // Expect a file that is not there to be told with the variable that names it, and nothing else to be said.
    [Fact]
    public async Task A_missing_certificate_is_told_by_its_variable()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NUMABOOT_Member__Certificate"] = "a", ["NUMABOOT_MEMBER__CERTIFICATEKEY"] = "b" };
        await using var member = MemberProcess.StartPlain(["--authority", "c"], Path.GetTempPath(), environment);

        Assert.Equal(2, await member.ExitAsync(Soon));
        Assert.Equal(
            "numaboot: NUMABOOT_Member__Certificate: a file with a certificate in PEM is expected, 'a' was found: there is no such file", Assert.Single(member.Lines));
    }

    // Expect an empty variable to replace the list of the file: the member joins nobody and begins a cluster.
    [Fact]
    public async Task An_empty_variable_replaces_the_list_of_the_file()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), """{ "Member": { "Join": ["nobody.invalid:4053"] } }""");
        await using var member = MemberProcess.StartPlain(
            ["--port", "0"], folder, new Dictionary<string, string>(StringComparer.Ordinal) { ["NUMABOOT_Member__Join"] = "" });

        await member.LineAsync("runs as ", Soon);
        Assert.DoesNotContain("nobody.invalid", member.Text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    // Expect an address of another machine to be told in one line.
    [Fact]
    public async Task An_address_of_another_machine_is_told_in_one_line()
    {
        await using var member = MemberProcess.StartPlain(["--port", "0", "--address", "192.0.2.1", "--insecure"]);

        Assert.Equal(2, await member.ExitAsync(Soon));
        Assert.StartsWith("numaboot: --address: a free port on an address of this machine is expected, 192.0.2.1:0 is not: ", member.Lines[^1], StringComparison.Ordinal);
    }

    // Expect a name that does not resolve to be asked for as long as it may, and then told.
    [Fact]
    public async Task A_name_that_does_not_resolve_is_told()
    {
        await using var member = MemberProcess.StartPlain(["--port", "0", "--join", "nobody.invalid:4053", "--join-within", "2s"]);

        Assert.Equal(2, await member.ExitAsync(Soon));
        Assert.Equal("numaboot: --join: a name that resolves within 2 s is expected, 'nobody.invalid' does not", member.Lines[^1]);
        Assert.Contains("numaboot: nobody.invalid does not resolve yet", member.Lines, StringComparer.Ordinal);
    }

    // Expect a member to go on without a name that never resolves, where another does: its machine may be gone.
    [Fact]
    public async Task One_name_of_several_may_be_gone()
    {
        int port = MemberProcess.FreePort();
        await using var member = MemberProcess.StartPlain(
            ["--port", $"{port}", "--join", "nobody.invalid:4053", "--join", $"127.0.0.1:{port}", "--join-within", "2s"]);

        await member.LineAsync("runs as ", Soon);
        Assert.Contains("numaboot: goes on without nobody.invalid:4053: the name did not resolve within 2 s", member.Lines, StringComparer.Ordinal);
    }

    // Expect a member without TLS on all addresses to say so aloud.
    [Fact]
    public async Task Doing_without_tls_is_said_aloud()
    {
        await using var member = MemberProcess.Start("--port", "0", "--address", "0.0.0.0", "--public-address", "localhost", "--insecure");

        await member.ReadyAsync(1, Soon);

        Assert.Contains("numaboot: INSECURE: plain TCP; whoever reaches the port can join, submit and read", member.Lines, StringComparer.Ordinal);
        Assert.Contains("numaboot: is to bind any free port of 0.0.0.0, known to others as the same port of 127.0.0.1", member.Lines, StringComparer.Ordinal);
    }
}
