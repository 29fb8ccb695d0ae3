using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Event;
using Akka.Remote.Transport.DotNetty;

namespace NumaBoot.Cluster;

/// <summary>
/// The certificate of a member and the authorities whose members it talks to. Both ends of a connection show a certificate
/// and both check that of the other, against these authorities and not against those that the machine trusts.
/// </summary>
public sealed class MemberCertificates
{
    // Every member calls and is called.
    private static readonly Oid[] Purposes = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authorities;

    private MemberCertificates(X509Certificate2 own, X509Certificate2Collection authorities)
    {
        _own = own;
        _authorities = authorities;
    }

    /// <summary>Reads the files and checks that they fit together.</summary>
    /// <exception cref="MemberSettingsException">A file is not to be read, the key belongs to another certificate, or the
    /// certificate would be refused by the other members.</exception>
    public static MemberCertificates Load(TlsFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var authorities = Read(files.Authority, "a file of certificates in PEM", () =>
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(files.Authority);
            return found;
        });
        if (authorities.Count == 0)
        {
            throw new MemberSettingsException($"{files.Authority}: certificates in PEM are expected, none was found");
        }

        _ = Read(files.CertificateKey, "a private key in PEM", () => File.ReadAllText(files.CertificateKey));
        var own = Read(files.Certificate, $"a certificate in PEM, and in {files.CertificateKey} the key that belongs to it,",
            () => X509Certificate2.CreateFromPemFile(files.Certificate, files.CertificateKey));
        var certificates = new MemberCertificates(own, authorities);
        return certificates.WhyRefused(own, intermediates: null) is { } why
            ? throw new MemberSettingsException($"{files.Certificate}: a certificate that the authorities of {files.Authority} vouch for is expected, but: {why}")
            : certificates;
    }

    /// <summary>What Akka's transport needs to know.</summary>
    public DotNettySslSetup Setup() => new(
        _own, suppressValidation: false, requireMutualAuthentication: true, validateCertificateHostname: false, Accept);

    /// <summary>Why a certificate is refused; null when it is not.</summary>
    /// <param name="certificate">The certificate that the other end showed.</param>
    /// <param name="intermediates">What it showed beside it.</param>
    internal string? WhyRefused(X509Certificate2 certificate, X509Certificate2Collection? intermediates)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var purpose in Purposes)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(purpose);
        }

        if (intermediates is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        }

        return chain.Build(certificate)
            ? null
            : string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct(StringComparer.Ordinal));
    }

    // What the platform says of the chain is about its own authorities; only that nothing was shown is for us to heed.
    private bool Accept(X509Certificate2? certificate, X509Chain? chain, string remotePeer, SslPolicyErrors errors, ILoggingAdapter log)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            log.Warning("{0} is refused: it shows no certificate", remotePeer);
            return false;
        }

        var shown = chain is null ? null : new X509Certificate2Collection(chain.ChainPolicy.ExtraStore);
        if (WhyRefused(certificate, shown) is { } why)
        {
            log.Warning("{0} is refused: its certificate, {1}, is not of our authorities: {2}", remotePeer, certificate.Subject, why);
            return false;
        }

        return true;
    }

    private static T Read<T>(string file, string expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new MemberSettingsException($"{file}: {expected} is expected, but: {unreadable.Message}", unreadable);
        }
    }
}
