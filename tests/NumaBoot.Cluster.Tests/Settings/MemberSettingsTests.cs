using Xunit;

namespace NumaBoot.Cluster.Tests.Settings;

/// <summary>Where the settings of a member come from, and what is refused.</summary>
public sealed class MemberSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Expect a member that nobody told anything to be on loopback, at the usual port, alone, without health.
    [Fact]
    public void Without_settings_a_member_is_alone_on_loopback()
    {
        var settings = Read();

        Assert.Equal((4053, "127.0.0.1", "127.0.0.1", null), (settings.Port, settings.Address, settings.PublicHost, settings.HealthPort));
        Assert.Empty(settings.Join);
        Assert.Null(settings.Tls);
        Assert.True(settings.IsLoopback);
    }

    // Expect the file to be read, and the command line to win over it; a list to be replaced as a whole.
    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        File("""{ "Member": { "Port": 5000, "HealthPort": 5001, "Join": ["a:1", "b:2", "c:3"], "StableAfter": "7s", "Insecure": true } }""");

        var settings = Read(("Port", "6000"), ("Join", "d:4,localhost:5"));

        Assert.Equal((6000, 5001, TimeSpan.FromSeconds(7), true), (settings.Port, settings.HealthPort, settings.StableAfter, settings.Insecure));
        Assert.Equal([new HostPort("d", 4), new HostPort("127.0.0.1", 5)], settings.Join);
        Assert.Equal([new HostPort("a", 1), new HostPort("b", 2), new HostPort("c", 3)], Read().Join);
    }

    // Expect each bad setting to be refused in one line that names its place, what was expected and what was found.
    [Theory]
    [InlineData("Port", "70000", "--port: a port from 0 to 65535 is expected, '70000' was found")]
    [InlineData("Port", "+1", "--port: a port from 0 to 65535 is expected, '+1' was found")]
    [InlineData("PublicPort", "0", "--public-port: a port from 1 to 65535 is expected, '0' was found")]
    [InlineData("HealthPort", "x", "--health-port: a port from 0 to 65535 is expected, 'x' was found")]
    [InlineData("Address", "::1", "--address: a name or an IPv4 address is expected, '::1' was found")]
    [InlineData("Join", "a:1,b", "--join: HOST:PORT, with a name or an IPv4 address and a port from 1 to 65535 is expected, 'b' was found")]
    [InlineData("Join", "a:0", "--join: HOST:PORT, with a name or an IPv4 address and a port from 1 to 65535 is expected, 'a:0' was found")]
    [InlineData("Join", "", "--join: HOST:PORT, with a name or an IPv4 address and a port from 1 to 65535 is expected, '' was found")]
    [InlineData("Join", "a:1,", "--join: HOST:PORT, with a name or an IPv4 address and a port from 1 to 65535 is expected, '' was found")]
    [InlineData("JoinWithin", "60", "--join-within: a duration from 100ms to 60m, such as 8s is expected, '60' was found")]
    [InlineData("StableAfter", "99ms", "--stable-after: a duration from 100ms to 60m, such as 8s is expected, '99ms' was found")]
    [InlineData("LogLevel", "loud", "--log-level: one of error, warning, info, debug is expected, 'loud' was found")]
    [InlineData("Insecure", "yes", "--insecure: true or false is expected, 'yes' was found")]
    [InlineData("Authority", "ca.pem", "--authority: --certificate, --certificate-key and --authority together are expected, only --authority was found")]
    [InlineData("PublicAddress", "10.1.1.1", "--public-address: while only loopback is bound, an address of loopback, or beside it an --address that others can call, is expected, '10.1.1.1' was found")]
    [InlineData("Address", "0.0.0.0", "--address: beside an address that nobody can call, such as 0.0.0.0, a --public-address that others can call is expected, '0.0.0.0' was found")]
    public void A_bad_setting_is_refused(string name, string value, string complaint) =>
        Assert.Equal(complaint, Complaint((name, value)));

    // Expect what makes no sense together to be refused.
    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        Assert.Equal("--public-port: with a public port also a --port other than 0 is expected, '5' was found", Complaint(("Port", "0"), ("PublicPort", "5")));
        Assert.Equal("--health-port: a port other than that of the member is expected, '5' was found", Complaint(("Port", "5"), ("HealthPort", "5")));
        Assert.Equal(
            "--insecure: either --insecure or certificates is expected, both were found",
            Complaint(("Insecure", "true"), ("Certificate", "c"), ("CertificateKey", "k"), ("Authority", "a")));
    }

    // Expect any address but loopback to demand TLS, or the flag that says that there is none.
    [Fact]
    public void An_address_that_others_reach_demands_tls()
    {
        Assert.StartsWith("--address: on an address that is not loopback, TLS by --certificate", Complaint(("Address", "10.1.2.3")), StringComparison.Ordinal);
        Assert.StartsWith("--address: on an address that is not loopback, TLS by --certificate", Complaint(("Address", "example.org")), StringComparison.Ordinal);
        Assert.Null(Read(("Address", "10.1.2.3"), ("Insecure", "true")).Tls);
        Assert.Equal(
            new TlsFiles("c", "k", "a"),
            Read(("Address", "10.1.2.3"), ("Certificate", "c"), ("CertificateKey", "k"), ("Authority", "a")).Tls);
        Assert.False(Read(("Address", "127.1.2.3")).Insecure);
    }

    // Expect a member that binds loopback to be known by what leads there, or may do so.
    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("localhost")]
    [InlineData("node-0")]
    public void Loopback_may_be_known_by_what_leads_there(string address) =>
        Assert.Equal(address == "localhost" ? "127.0.0.1" : address, Read(("PublicAddress", address)).PublicHost);

    // Expect an empty list to mean nobody, and a list of one empty name to be refused.
    [Fact]
    public void An_empty_list_joins_nobody()
    {
        File("""{ "Member": { "Join": [] } }""");
        Assert.Empty(Read().Join);
        Assert.Equal([new HostPort("a", 1)], Read(("Join", "a:1")).Join);

        File("""{ "Member": { "Join": [""] } }""");
        Assert.StartsWith("appsettings.json, Member:Join: HOST:PORT, ", Complaint(), StringComparison.Ordinal);
    }

    // Expect files to be remembered with the place that named each.
    [Fact]
    public void Each_file_of_tls_knows_where_it_was_named()
    {
        File("""{ "Member": { "Certificate": "c", "CertificateKey": "k" } }""");

        var files = Read(("CertificateKey", "l"), ("Authority", "a")).Tls!;

        Assert.Equal(("c", "l", "a"), (files.Certificate, files.CertificateKey, files.Authority));
        Assert.Equal(
            ("appsettings.json, Member:Certificate", "--certificate-key", "--authority"), (files.CertificatePlace, files.CertificateKeyPlace, files.AuthorityPlace));
    }

    // Expect faults of the file to be told with its name.
    [Theory]
    [InlineData("""{ "Member": { "Prot": 1 } }""", "appsettings.json, Member:Prot: one of Port, Join, ")]
    [InlineData("""{ "Member": { "Port": "x" } }""", "appsettings.json, Member:Port: a port from 0 to 65535 is expected, 'x' was found")]
    [InlineData("""{ "Member": 5 }""", "appsettings.json, Member: a group of settings is expected, '5' was found")]
    [InlineData("""{ "Member": { "Port": 1""", "appsettings.json: JSON is expected, but: ")]
    public void A_fault_of_the_file_is_told_with_its_place(string json, string complaint)
    {
        File(json);

        Assert.StartsWith(complaint, Complaint(), StringComparison.Ordinal);
    }

    private void File(string json) => System.IO.File.WriteAllText(Path.Combine(_folder, "appsettings.json"), json);

    private MemberSettings Read(params (string Name, string Value)[] commandLine) =>
        MemberSettingsReader.Read(_folder, commandLine.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    private string Complaint(params (string Name, string Value)[] commandLine)
    {
        string complaint = Assert.Throws<MemberSettingsException>(() => Read(commandLine)).Message;
        Assert.DoesNotContain('\n', complaint);
        return complaint;
    }
}
