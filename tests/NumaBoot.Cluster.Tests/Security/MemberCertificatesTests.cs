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

    // Expect files that do not fit together to be refused in one line, with the name of the file, before anything is bound.
    [Fact]
    public void Files_that_do_not_fit_together_are_refused()
    {
        var (certificate, key) = _authority.Issue("own");
        var (_, otherKey) = _authority.Issue("other");

        Assert.StartsWith($"{certificate}: a certificate in PEM, and in {otherKey} the key that belongs to it, is expected, but: ", Complaint(certificate, otherKey, _authority.Path), StringComparison.Ordinal);
        Assert.StartsWith($"{certificate}: a certificate that the authorities of {_stranger.Path} vouch for is expected, but: ", Complaint(certificate, key, _stranger.Path), StringComparison.Ordinal);
        Assert.StartsWith($"{key}: certificates in PEM are expected, none was found", Complaint(certificate, key, key), StringComparison.Ordinal);
        Assert.StartsWith("nowhere.pem: a file of certificates in PEM is expected, but: ", Complaint(certificate, key, "nowhere.pem"), StringComparison.Ordinal);
        Assert.StartsWith("nowhere.key: a private key in PEM is expected, but: ", Complaint(certificate, "nowhere.key", _authority.Path), StringComparison.Ordinal);
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
