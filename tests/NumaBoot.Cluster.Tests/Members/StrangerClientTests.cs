using NumaBoot.Cluster.Tests.Security;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>Who may submit a run to members that speak TLS, and who may not.</summary>
[Collection(MemberCollection.Name)]
public sealed class StrangerClientTests : IDisposable
{
    private static readonly ClientPatience Short = new() { ToForm = TimeSpan.FromSeconds(10) };

    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    // Expect a client with a certificate of the authority to have its run, and one with another's, or none, to hear in time
    // that it is not let in.
    [Fact]
    public async Task Only_clients_of_the_authority_submit()
    {
        await using var member = MemberProcess.Start(["--port", "0", .. _authority.Options("member")]);
        string address = await member.AddressAsync();
        await member.ReadyAsync(1, TimeSpan.FromSeconds(60));

        var ran = await RunAsync(address, Files(_authority));

        Assert.True(ran.Result.IsClean);
        await Assert.ThrowsAsync<ClusterOutOfReachException>(() => RunAsync(address, Files(_other)));
        await Assert.ThrowsAsync<ClusterOutOfReachException>(() => RunAsync(address, tls: null));
    }

    // Expect a client that speaks TLS to hear in time that the member does not, and not to wait for ever.
    [Fact]
    public async Task A_client_with_tls_does_not_wait_for_a_member_without()
    {
        await using var member = MemberProcess.Start("--port", "0");
        string address = await member.AddressAsync();

        await Assert.ThrowsAsync<ClusterOutOfReachException>(() => RunAsync(address, Files(_authority)));
    }

    // Expect a contact without a name to be passed over where another answers.
    [Fact]
    public async Task One_contact_may_be_gone()
    {
        await using var member = MemberProcess.Start("--port", "0");
        string address = await member.AddressAsync();
        await member.ReadyAsync(1, TimeSpan.FromSeconds(60));

        var ran = await RunAsync("nobody.invalid:4053", tls: null, address);

        Assert.True(ran.Result.IsClean);
    }

    // Expect a client to demand TLS, or the word that says that there is none, where members are not on this machine.
    [Fact]
    public async Task A_client_is_not_called_in_the_open_unasked() =>
        await Assert.ThrowsAsync<MemberSettingsException>(() => RunAsync("192.0.2.1:4053", tls: null));

    private static Task<ClusterResult> RunAsync(string address, TlsFiles? tls, params string[] others)
    {
        var machine = MachineReader.Read("tiny");
        return new ClusterRun { Contacts = [.. others.Prepend(address).Select(one => HostPort.TryParse(one)!)], Tls = tls, Patience = Short }
            .RunAsync(new BootRequest(machine, InitPolicies.Default, machine.OwnWorkload!));
    }

    private static TlsFiles Files(TestAuthority authority)
    {
        var (certificate, key) = authority.Issue("client");
        return new TlsFiles(certificate, key, authority.Path);
    }
}
