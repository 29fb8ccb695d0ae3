namespace NumaBoot.Memory;

/// <summary>Who asks for growth.</summary>
public enum AskRule
{
    /// <summary>Each request that a zone cannot serve asks for itself, as in kernels.</summary>
    EachRequest,

    /// <summary>A zone asks once for all that wait in it.</summary>
    OncePerZone,
}
