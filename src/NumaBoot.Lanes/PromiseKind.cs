namespace NumaBoot.Lanes;

/// <summary>What a promise was worked out from, which says why a window was as short as it was.</summary>
public enum PromiseKind
{
    /// <summary>Nothing is pending: nothing leaves.</summary>
    Nothing,

    /// <summary>Something may leave with the very next delivery, which is always a sound promise.</summary>
    NextDelivery,

    /// <summary>A message from another lane is to arrive first.</summary>
    MessageUnderWay,

    /// <summary>CPUs have work left that their own node serves.</summary>
    OwnWork,

    /// <summary>Pages of late init are left to build.</summary>
    LateInit,

    /// <summary>Nodes wait for answers of their own actors.</summary>
    Gather,
}
