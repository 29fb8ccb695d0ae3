namespace NumaBoot.Simulation;

/// <summary>What a fact about a span says.</summary>
public enum SpanFactKind
{
    /// <summary>Text: a phase's name.</summary>
    Phase,

    /// <summary>The node that it is about.</summary>
    Node,

    /// <summary>Text: the zone that it is about.</summary>
    Zone,

    /// <summary>log2 of a block's pages.</summary>
    Order,

    /// <summary>The CPU that asked.</summary>
    Cpu,

    /// <summary>How many blocks were asked for; 0 for a refill of the CPU's list.</summary>
    BlocksWanted,

    /// <summary>How many blocks were given.</summary>
    BlocksGiven,

    /// <summary>Text: the mark that the request was held against.</summary>
    Watermark,

    /// <summary>How often it waited for pages that were under way.</summary>
    Waits,

    /// <summary>Text: why the zone asked to grow.</summary>
    Reason,

    /// <summary>1 where the answer was yes, else 0.</summary>
    Grew,

    /// <summary>The first deferred pfn before.</summary>
    FrontierBefore,

    /// <summary>The first deferred pfn after.</summary>
    FrontierAfter,

    /// <summary>Pages that were initialised.</summary>
    Pages,
}
