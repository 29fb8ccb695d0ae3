namespace NumaBoot.Ordering;

/// <summary>What the place of a delivery among the others means to its receiver.</summary>
public enum ReceiptKind
{
    /// <summary>It matters what comes before it and what after it.</summary>
    InOrder,

    /// <summary>
    /// One of several answers that the receiver counts: which comes first changes nothing, and what is sent once all are
    /// there follows from all of them. Nor does its place among other deliveries change anything.
    /// </summary>
    Counted,

    /// <summary>It changes nothing that another delivery could tell, and what is sent in it is of this or the next kind.</summary>
    Unheeded,

    /// <summary>It comes after all that is in order, whenever it could come, and it makes no difference there.</summary>
    Last,
}
