using System.Collections.Frozen;
using System.Globalization;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What an allocation asked for (<c>include/linux/gfp_types.h</c>), with the numbers of Linux 6.1; the ones that matter
/// here are the same in every version since.
/// </summary>
/// <param name="Bits">The mask.</param>
internal readonly record struct GfpFlags(uint Bits)
{
    private const uint Dma = 0x01;
    private const uint Highmem = 0x02;
    private const uint Dma32 = 0x04;
    private const uint Movable = 0x08;
    private const uint Reclaimable = 0x10;
    private const uint High = 0x20;
    private const uint Io = 0x40;
    private const uint Fs = 0x80;
    private const uint Zero = 0x100;
    private const uint Atomic = 0x200;
    private const uint DirectReclaim = 0x400;
    private const uint KswapdReclaim = 0x800;
    private const uint Write = 0x1000;
    private const uint NoWarn = 0x2000;
    private const uint RetryMayfail = 0x4000;
    private const uint NoFail = 0x8000;
    private const uint NoRetry = 0x10000;
    private const uint Memalloc = 0x20000;
    private const uint Comp = 0x40000;
    private const uint NoMemalloc = 0x80000;
    private const uint Hardwall = 0x100000;
    private const uint ThisNode = 0x200000;
    private const uint Account = 0x400000;
    private const uint Reclaim = DirectReclaim | KswapdReclaim;
    private const uint Kernel = Reclaim | Io | Fs;
    private const uint HighUserMovable = Kernel | Hardwall | Highmem | Movable;
    private const uint TransHugeLight = (HighUserMovable | Comp | NoMemalloc | NoWarn) & ~Reclaim;

    // As trace events print them (include/trace/events/mmflags.h), those of older kernels too; without effect here: 0.
    private static readonly FrozenDictionary<string, uint> Names = new Dictionary<string, uint>(StringComparer.Ordinal)
    {
        ["none"] = 0,
        ["GFP_ATOMIC"] = High | Atomic | KswapdReclaim,
        ["GFP_KERNEL"] = Kernel,
        ["GFP_KERNEL_ACCOUNT"] = Kernel | Account,
        ["GFP_NOWAIT"] = KswapdReclaim,
        ["GFP_NOIO"] = Reclaim,
        ["GFP_NOFS"] = Reclaim | Io,
        ["GFP_TEMPORARY"] = Kernel | Reclaimable,
        ["GFP_USER"] = Kernel | Hardwall,
        ["GFP_DMA"] = Dma,
        ["GFP_DMA32"] = Dma32,
        ["GFP_HIGHUSER"] = Kernel | Hardwall | Highmem,
        ["GFP_HIGHUSER_MOVABLE"] = HighUserMovable,
        ["GFP_TRANSHUGE_LIGHT"] = TransHugeLight,
        ["GFP_TRANSHUGE"] = TransHugeLight | DirectReclaim,
        ["__GFP_DMA"] = Dma,
        ["__GFP_HIGHMEM"] = Highmem,
        ["__GFP_DMA32"] = Dma32,
        ["__GFP_MOVABLE"] = Movable,
        ["__GFP_RECLAIMABLE"] = Reclaimable,
        ["__GFP_HIGH"] = High,
        ["__GFP_IO"] = Io,
        ["__GFP_FS"] = Fs,
        ["__GFP_ZERO"] = Zero,
        ["__GFP_ATOMIC"] = Atomic,
        ["__GFP_WAIT"] = DirectReclaim,
        ["__GFP_RECLAIM"] = Reclaim,
        ["__GFP_DIRECT_RECLAIM"] = DirectReclaim,
        ["__GFP_KSWAPD_RECLAIM"] = KswapdReclaim,
        ["__GFP_WRITE"] = Write,
        ["__GFP_NOWARN"] = NoWarn,
        ["__GFP_REPEAT"] = RetryMayfail,
        ["__GFP_RETRY_MAYFAIL"] = RetryMayfail,
        ["__GFP_NOFAIL"] = NoFail,
        ["__GFP_NORETRY"] = NoRetry,
        ["__GFP_MEMALLOC"] = Memalloc,
        ["__GFP_COMP"] = Comp,
        ["__GFP_NOMEMALLOC"] = NoMemalloc,
        ["__GFP_HARDWALL"] = Hardwall,
        ["__GFP_THISNODE"] = ThisNode,
        ["__GFP_ACCOUNT"] = Account,
        ["__GFP_COLD"] = 0,
        ["__GFP_NOTRACK"] = 0,
        ["__GFP_OTHER_NODE"] = 0,
        ["__GFP_ZEROTAGS"] = 0,
        ["__GFP_SKIP_ZERO"] = 0,
        ["__GFP_SKIP_KASAN"] = 0,
        ["__GFP_SKIP_KASAN_POISON"] = 0,
        ["__GFP_SKIP_KASAN_UNPOISON"] = 0,
        ["__GFP_NOLOCKDEP"] = 0,
        ["__GFP_NO_OBJ_EXT"] = 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Lookup = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The highest zone that will do (<c>gfp_zone</c>).</summary>
    public ZoneKind HighestZone =>
        Has(Dma) ? ZoneKind.Dma
        : Has(Dma32) ? ZoneKind.Dma32
        : Has(Highmem) && Has(Movable) ? ZoneKind.Movable
        : ZoneKind.Normal;

    /// <summary>The migrate type (<c>gfp_migratetype</c>).</summary>
    public MigrateType Type => Has(Movable) ? MigrateType.Movable : Has(Reclaimable) ? MigrateType.Reclaimable : MigrateType.Unmovable;

    /// <summary>
    /// What a failure means: who says that it must not happen, or nothing, cannot do without; who says that it may try
    /// little, or keep silent, has something else to turn to.
    /// </summary>
    public WorkNeed Need =>
        Has(NoFail) ? WorkNeed.Required
        : Has(Atomic) || (Has(High) && !Has(DirectReclaim)) ? WorkNeed.Atomic
        : Has(NoRetry) || Has(RetryMayfail) || Has(NoWarn) ? WorkNeed.Optional
        : WorkNeed.Required;

    /// <summary>The flags of a number such as <c>0xcc0</c>.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out GfpFlags flags)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = uint.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out uint bits);
        flags = new GfpFlags(bits);
        return isNumber;
    }

    /// <summary>The flags of words such as <c>GFP_KERNEL|__GFP_ZERO</c>, numbers among them.</summary>
    /// <param name="text">The words.</param>
    /// <param name="unknown">The first that no kernel up to now prints; empty where there is none. It has no effect.</param>
    public static GfpFlags OfWords(ReadOnlySpan<char> text, out ReadOnlySpan<char> unknown)
    {
        uint bits = 0;
        unknown = [];
        foreach (var part in text.Split('|'))
        {
            var word = text[part];
            if (TryNumber(word, out var number))
            {
                bits |= number.Bits;
            }
            else if (TryWord(word, out uint named))
            {
                bits |= named;
            }
            else if (unknown.IsEmpty)
            {
                unknown = word;
            }
        }

        return new GfpFlags(bits);
    }

    // Kernels before 4.7 print __GFP_ZERO as GFP_ZERO.
    private static bool TryWord(ReadOnlySpan<char> word, out uint bits) =>
        Lookup.TryGetValue(word, out bits)
        || (word.StartsWith("GFP_", StringComparison.Ordinal) && Lookup.TryGetValue($"__{word}", out bits));

    private bool Has(uint flag) => (Bits & flag) != 0;
}
