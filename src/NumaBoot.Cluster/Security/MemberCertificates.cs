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
        var ownFile = new PemFile(new FoundSetting(files.CertificatePlace, files.Certificate), "a file with a certificate in PEM");
        var keyFile = new PemFile(
            new FoundSetting(files.CertificateKeyPlace, files.CertificateKey), "a file with the private key of that certificate, in PEM and not encrypted,");
        var authorityFile = new PemFile(new FoundSetting(files.AuthorityPlace, files.Authority), "a file of certificates in PEM");
        string ownText = ownFile.Text();
        string keyText = keyFile.Text();
        string authorityText = authorityFile.Text();

        // Alone first: so it is known which of the two files is to blame.
        ownFile.Make(() => X509Certificate2.CreateFromPem(ownText)).Dispose();
        var own = keyFile.Make(() => X509Certificate2.CreateFromPem(ownText, keyText));
        var authorities = authorityFile.Make(() => Certificates(authorityText));
        if (authorities.Count == 0)
        {
            throw authorityFile.Refuse("there is none in it");
        }

        var certificates = new MemberCertificates(own, authorities);
        return certificates.WhyRefused(own, intermediates: null) is { } why
            ? throw new PemFile(
                new FoundSetting(files.CertificatePlace, files.Certificate), $"a certificate that the authorities of {files.Authority} vouch for").Refuse(why)
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

    private static X509Certificate2Collection Certificates(string text)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPem(text);
        return found;
    }
}
