namespace NumaBoot.Machines;

/// <summary>Walks along a text and takes from it what it expects; what does not fit stays where it is.</summary>
internal ref struct TextScanner(ReadOnlySpan<char> text)
{
    /// <summary>What has not been taken yet.</summary>
    public ReadOnlySpan<char> Rest { get; private set; } = text;

    /// <summary>Takes <paramref name="words"/> if they come next.</summary>
    public bool Skip(ReadOnlySpan<char> words)
    {
        if (!Rest.StartsWith(words, StringComparison.Ordinal))
        {
            return false;
        }

        Rest = Rest[words.Length..];
        return true;
    }

    /// <summary>Takes everything up to and with the next <paramref name="words"/>, if there are any.</summary>
    public bool SkipPast(ReadOnlySpan<char> words)
    {
        int at = Rest.IndexOf(words, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        Rest = Rest[(at + words.Length)..];
        return true;
    }

    /// <summary>Takes blanks and tabs.</summary>
    public void SkipBlanks() => Rest = Rest.TrimStart();

    /// <summary>Takes a decimal number from 0 to <see cref="long.MaxValue"/>.</summary>
    public bool TryNumber(out long number)
    {
        number = 0;
        int at = 0;
        for (; at < Rest.Length && char.IsAsciiDigit(Rest[at]); at++)
        {
            int digit = Rest[at] - '0';
            if (number > (long.MaxValue - digit) / 10)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        Rest = Rest[at..];
        return at > 0;
    }

    /// <summary>Takes a decimal number below <paramref name="limit"/>.</summary>
    public bool TryNumberBelow(int limit, out int number)
    {
        var before = Rest;
        if (TryNumber(out long value) && value < limit)
        {
            number = (int)value;
            return true;
        }

        Rest = before;
        number = 0;
        return false;
    }

    /// <summary>Takes a number such as <c>0x1f</c>, at most 64 bits.</summary>
    public bool TryHex(out ulong number)
    {
        number = 0;
        if (!Rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        int at = 2;
        for (; at < Rest.Length && char.IsAsciiHexDigit(Rest[at]); at++)
        {
            if (number >> 60 != 0)
            {
                return false;
            }

            number = (number << 4) | HexDigit(Rest[at]);
        }

        bool any = at > 2;
        Rest = any ? Rest[at..] : Rest;
        return any;
    }

    private static uint HexDigit(char digit) => (uint)(char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
}
