namespace NumaBoot.Cluster;

/// <summary>The PEM files of a member that speaks TLS, and where each was named: on the command line, unless it is said otherwise.</summary>
/// <param name="Certificate">Its certificate.</param>
/// <param name="CertificateKey">The private key that belongs to it, not encrypted.</param>
/// <param name="Authority">The certificates of the authorities whose members are let in.</param>
public sealed record TlsFiles(string Certificate, string CertificateKey, string Authority)
{
    /// <summary>Where the certificate was named.</summary>
    public string CertificatePlace { get; init; } = MemberSettingsReader.OptionOf(nameof(Certificate));

    /// <summary>Where the private key was named.</summary>
    public string CertificateKeyPlace { get; init; } = MemberSettingsReader.OptionOf(nameof(CertificateKey));

    /// <summary>Where the authorities were named.</summary>
    public string AuthorityPlace { get; init; } = MemberSettingsReader.OptionOf(nameof(Authority));
}
