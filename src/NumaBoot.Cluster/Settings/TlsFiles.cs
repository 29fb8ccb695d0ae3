namespace NumaBoot.Cluster;

/// <summary>The PEM files of a member that speaks TLS.</summary>
/// <param name="Certificate">Its certificate.</param>
/// <param name="CertificateKey">The private key that belongs to it, not encrypted.</param>
/// <param name="Authority">The certificates of the authorities whose members are let in.</param>
public sealed record TlsFiles(string Certificate, string CertificateKey, string Authority);
