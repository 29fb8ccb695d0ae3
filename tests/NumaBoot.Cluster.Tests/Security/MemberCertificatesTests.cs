using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace NumaBoot.Cluster.Tests.Security;

/// <summary>Which certificates a member starts with, and which it accepts.</summary>
public sealed class MemberCertificatesTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new();

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    // Expect the certificates of one authority to be accepted, and those of another, expired ones and ones for another
    // purpose to be refused.
    [Fact]
    public void Only_good_certificates_of_the_authority_are_accepted()
    {
        var (certificate, key) = _authority.Issue("own");
        var own = MemberCertificates.Load(new TlsFiles(certificate, key, _authority.Path));

        Assert.Null(Why(own, _authority.Issue("peer")));
        Assert.NotNull(Why(own, _stranger.Issue("peer")));
        Assert.Contains("expired", Why(own, _authority.Issue("late", days: 0)), StringComparison.Ordinal);
        Assert.NotNull(Why(own, _authority.Issue("mail", purposes: [new("1.3.6.1.5.5.7.3.4")])));
    }

    // Expect files that do not fit together to be refused in one line, with the setting that names it, before anything is bound.
    [Fact]
    public void Files_that_do_not_fit_together_are_refused()
    {
        var (certificate, key) = _authority.Issue("own");
        var (_, otherKey) = _authority.Issue("other");

        Assert.StartsWith(
            $"--certificate-key: a file with the private key of that certificate, in PEM and not encrypted, is expected, '{otherKey}' was found: ",
            Complaint(certificate, otherKey, _authority.Path), StringComparison.Ordinal);
        Assert.StartsWith(
            $"--certificate: a certificate that the authorities of {_stranger.Path} vouch for is expected, '{certificate}' was found: ",
            Complaint(certificate, key, _stranger.Path), StringComparison.Ordinal);
        Assert.StartsWith($"--certificate: a file with a certificate in PEM is expected, '{key}' was found: ", Complaint(key, key, _authority.Path), StringComparison.Ordinal);
        Assert.Equal($"--authority: a file of certificates in PEM is expected, '{key}' was found: there is none in it", Complaint(certificate, key, key));
    }

    // Expect files that are not there to be refused by the settings that name them, in the order in which these are explained.
    [Fact]
    public void Files_that_are_not_there_are_refused()
    {
        var (certificate, key) = _authority.Issue("own");
        string folder = Path.GetDirectoryName(certificate)!;

        Assert.Equal("--certificate: a file with a certificate in PEM is expected, 'a' was found: there is no such file", Complaint("a", "b", "c"));
        Assert.Equal(
            "--certificate-key: a file with the private key of that certificate, in PEM and not encrypted, is expected, 'b' was found: there is no such file",
            Complaint(certificate, "b", "c"));
        Assert.Equal("--authority: a file of certificates in PEM is expected, 'c/d' was found: there is no such file", Complaint(certificate, key, "c/d"));
        Assert.Equal($"--certificate: a file with a certificate in PEM is expected, '{folder}' was found: it is a folder", Complaint(folder, key, "c"));
    }

    private static string? Why(MemberCertificates own, (string Certificate, string Key) shown)
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(shown.Certificate));
        return own.WhyRefused(certificate, intermediates: null);
    }

    private static string Complaint(string certificate, string key, string authority)
    {
        string complaint = Assert.Throws<MemberSettingsException>(() => MemberCertificates.Load(new TlsFiles(certificate, key, authority))).Message;
        Assert.DoesNotContain('\n', complaint);
        return complaint;
    }
}
