using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace NumaBoot.Cluster.Tests.Security;

/// <summary>What <c>tools/make-certificates</c> makes, keeps, refuses and says.</summary>
public sealed class MakeCertificatesTests : IDisposable
{
    private readonly CertificatesTool _tool = new();

    public void Dispose() => _tool.Dispose();

    // Expect a second folder to get certificates of the same authority, and neither to change when they are asked for again.
    [Fact]
    public async Task One_authority_serves_several_folders()
    {
        await _tool.MakeAsync("authority", "certificates", "a");
        string key = _tool.Read("authority/ca.key");
        await _tool.MakeAsync("authority", "certs-dev", "b");

        Assert.Equal(key, _tool.Read("authority/ca.key"));
        Assert.Equal(_tool.Read("authority/ca.crt"), _tool.Read("certs-dev/ca.crt"));
        Assert.Null(Why(Load("certificates"), "certs-dev/tls.crt"));

        var before = _tool.Files();
        await _tool.MakeAsync("authority", "certificates", "a");
        Assert.Equal(before, _tool.Files());
    }

    // Expect a folder of one authority to be refused to another, whether that exists already or not.
    [Fact]
    public async Task A_folder_of_another_authority_is_refused()
    {
        await _tool.MakeAsync("authority", "certificates", "a");
        await _tool.MakeAsync("stranger", "others", "a");

        Assert.Contains("certificates/ca.crt is of another authority than stranger/ca.crt", await _tool.RefusedAsync("stranger", "certificates", "a"), StringComparison.Ordinal);
        Assert.Contains("certificates/ca.crt is of an authority that is not in nowhere", await _tool.RefusedAsync("nowhere", "certificates", "a"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_tool.At("nowhere")));
    }

    // Expect an authority whose certificate is only in the folder, as an earlier version left it, to be taken over, and half
    // of an authority never to be replaced.
    [Fact]
    public async Task Half_an_authority_is_completed_or_refused()
    {
        await _tool.MakeAsync("authority", "certificates", "a");
        File.Delete(_tool.At("authority/ca.crt"));
        Assert.Contains("found only ca.key", await _tool.RefusedAsync("authority", "certs-dev", "a"), StringComparison.Ordinal);

        await _tool.MakeAsync("authority", "certificates", "a");
        Assert.Equal(_tool.Read("certificates/ca.crt"), _tool.Read("authority/ca.crt"));

        File.Delete(_tool.At("authority/ca.key"));
        Assert.Contains("found only ca.crt", await _tool.RefusedAsync("authority", "certificates", "a"), StringComparison.Ordinal);
    }

    // Expect a renewal that fails to say why, to keep the key that is there and to leave nothing else.
    [Fact]
    public async Task A_renewal_that_fails_says_why_and_changes_nothing()
    {
        await _tool.MakeAsync("authority", "certificates", "a");
        File.Delete(_tool.At("certificates/tls.crt"));
        File.WriteAllText(_tool.At("authority/ca.key"), "no key");

        string complaint = await _tool.RefusedAsync("authority", "certificates", "a");

        Assert.Contains("authority/ca.key", complaint, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(_tool.At("certificates")));
    }

    // Expect a name that no certificate can hold to be refused before an authority is made.
    [Fact]
    public async Task A_name_that_is_none_is_refused() =>
        Assert.Contains("999.1.1.1", await _tool.RefusedAsync("authority", "certificates", "999.1.1.1"), StringComparison.Ordinal);

    // Expect what is printed to be what the files hold, and a name that a kept certificate lacks to be told with the remedy.
    [Fact]
    public async Task Names_that_a_kept_certificate_lacks_are_told()
    {
        await _tool.MakeAsync("authority", "certificates", "a", "b", "fd00::1");

        string again = await _tool.MakeAsync("authority", "certificates", "A", "FD00:0::1");
        Assert.Contains("certificates/tls.crt", again, StringComparison.Ordinal);
        Assert.Contains("for DNS:localhost, IP Address:127.0.0.1, DNS:a, DNS:b, IP Address:FD00", again, StringComparison.Ordinal);

        Assert.Equal(
            "make-certificates: certificates/tls.crt is kept, but it lacks DNS:c, DNS:d; to renew it, delete it and run this again",
            await _tool.RefusedAsync("authority", "certificates", "a", "c", "d"));
        File.Delete(_tool.At("certificates/tls.crt"));
        File.Delete(_tool.At("certificates/client.crt"));
        Assert.Contains("DNS:c, DNS:d", await _tool.MakeAsync("authority", "certificates", "a", "c", "d"), StringComparison.Ordinal);
    }

    // Expect the authority to outlive what it signs by years.
    [Fact]
    public async Task The_authority_lasts_ten_years()
    {
        await _tool.MakeAsync("authority", "certificates", "a");

        Assert.Equal(3650, Days("certificates/ca.crt"));
        Assert.Equal(825, Days("certificates/tls.crt"));
        Assert.Equal(825, Days("certificates/client.crt"));
    }

    // Expect the steps of docs/deploy.md to replace an authority while members of before and after each step talk.
    [Fact]
    public async Task An_authority_is_replaced_step_by_step()
    {
        await _tool.MakeAsync("authority", "certificates", "a");
        File.Copy(_tool.At("certificates/tls.crt"), _tool.At("old.crt"));
        var first = Load("certificates");

        await _tool.MakeAsync("authority-new", "certificates-new", "a");
        File.AppendAllText(_tool.At("certificates/ca.crt"), _tool.Read("authority-new/ca.crt"));
        var second = Load("certificates");
        Assert.Null(Why(first, "certificates/tls.crt"));
        Assert.Null(Why(second, "old.crt"));

        Assert.Contains("certificates/tls.crt is kept, but it is not of the authority in authority-new", await _tool.RefusedAsync("authority-new", "certificates", "a"), StringComparison.Ordinal);
        File.Delete(_tool.At("certificates/tls.crt"));
        File.Delete(_tool.At("certificates/client.crt"));
        await _tool.MakeAsync("authority-new", "certificates", "a");
        var third = Load("certificates");
        Assert.Null(Why(second, "certificates/tls.crt"));
        Assert.Null(Why(third, "old.crt"));

        File.Copy(_tool.At("authority-new/ca.crt"), _tool.At("certificates/ca.crt"), overwrite: true);
        var last = Load("certificates");
        Assert.Null(Why(last, "certificates/tls.crt"));
        Assert.NotNull(Why(last, "old.crt"));
    }

    private MemberCertificates Load(string folder) =>
        MemberCertificates.Load(new TlsFiles(_tool.At($"{folder}/tls.crt"), _tool.At($"{folder}/tls.key"), _tool.At($"{folder}/ca.crt")));

    private string? Why(MemberCertificates own, string shown)
    {
        using var certificate = X509Certificate2.CreateFromPem(_tool.Read(shown));
        return own.WhyRefused(certificate, intermediates: null);
    }

    private int Days(string file)
    {
        using var certificate = X509Certificate2.CreateFromPem(_tool.Read(file));
        return (int)(certificate.NotAfter - certificate.NotBefore).TotalDays;
    }
}
