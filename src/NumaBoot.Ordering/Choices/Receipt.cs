using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>How a receiver takes a delivery.</summary>
/// <param name="Kind">What its place among the others means.</param>
/// <param name="Group">Of the counted: which of the receiver's counts it belongs to.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Receipt(ReceiptKind Kind, long Group = 0)
{
    /// <summary>How many parts of a receiver's state are told apart.</summary>
    public const int Parts = 8;

    // The other way round, so that the default touches all.
    private readonly byte _spared;
    private readonly byte _onlyRead;

    private Receipt(byte touched, byte written)
        : this(ReceiptKind.InOrder)
    {
        _spared = (byte)~touched;
        _onlyRead = (byte)~written;
    }

    /// <summary>The parts of its receiver's state that it reads or writes, a bit each; all of them unless said otherwise.</summary>
    public byte Touched => (byte)~_spared;

    /// <summary>Those that it writes.</summary>
    public byte Written => (byte)(~_spared & ~_onlyRead);

    /// <summary>Whether it may come as soon as it can, so that there is nothing to choose.</summary>
    public bool IsAtOnce => Kind is ReceiptKind.Counted or ReceiptKind.Unheeded;

    /// <summary>
    /// A delivery whose order matters only against those that touch the same parts, one of them writing. What it sends must
    /// follow from the parts that it touches. Two that both send to one and the same actor must touch a part together,
    /// since these messages stay in order.
    /// </summary>
    /// <param name="reads">The parts that it only reads.</param>
    /// <param name="writes">The parts that it writes.</param>
    public static Receipt Touching(byte reads, byte writes) => new((byte)(reads | writes), writes);

    /// <summary>Whether it matters which of two deliveries to one receiver comes first.</summary>
    public bool DependsOn(Receipt other) => (Written & other.Touched) != 0 || (Touched & other.Written) != 0;
}
