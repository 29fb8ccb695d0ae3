using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaBoot.Cluster.Tests.Security;

/// <summary>An authority that lives as long as a test, and the files of members that it vouches for.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly OidCollection BothPurposes = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=authority of a test", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(Begin, Begin.AddDays(30));
        File.WriteAllText(Path, _certificate.ExportCertificatePem());
    }

    /// <summary>The file of the authority itself.</summary>
    public string Path => System.IO.Path.Combine(_folder, "authority.pem");

    /// <summary>Writes the certificate and the key of a member.</summary>
    /// <param name="name">The name of the files.</param>
    /// <param name="days">How long from yesterday it is good for.</param>
    /// <param name="purposes">What it may be used for; both ends of a connection when null.</param>
    public (string Certificate, string Key) Issue(string name, int days = 20, OidCollection? purposes = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(purposes ?? BothPurposes, critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_certificate, Begin, Begin.AddDays(days), RandomNumberGenerator.GetBytes(8));
        var files = (System.IO.Path.Combine(_folder, $"{name}.pem"), System.IO.Path.Combine(_folder, $"{name}.key"));
        File.WriteAllText(files.Item1, issued.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    /// <summary>A certificate with its key, for whoever speaks TLS by himself.</summary>
    public X509Certificate2 Own(string name)
    {
        var (certificate, key) = Issue(name);
        return X509Certificate2.CreateFromPemFile(certificate, key);
    }

    /// <summary>The options of a member with a certificate of this authority.</summary>
    public string[] Options(string name)
    {
        var (certificate, key) = Issue(name);
        return ["--certificate", certificate, "--certificate-key", key, "--authority", Path];
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
