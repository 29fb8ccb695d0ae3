using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// What a sender says with a message, as it follows on its name: "asks zone Normal for a section". Every message has its
/// phrase, in the part of its receiver.
/// </summary>
internal sealed partial class StoryPhrases(StoryWords words, StoryBooks books)
{
    /// <summary>The phrase of a message; null where it has none, which a test forbids.</summary>
    /// <param name="to">Who gets it.</param>
    /// <param name="message">What is said.</param>
    public string? Of(ActorAddress to, IBootMessage message)
    {
        string name = words.Of(to);
        return message switch
        {
            Letter letter => Of(to, letter.Content),
            LateLeaving late => $"lets a late letter leave: {Of(late.To, late.Post)}",
            LetterReceipt receipt => $"confirms letter {receipt.Number} to {name}",
            SendAgain => "looks for letters without a receipt",
            Crash => "crashes and is restarted",
            LaneRoot.Begin => "sets the machine up",
            _ => ToZone(name, to, message) ?? ToCpu(name, message) ?? ToCoordinator(name, message)
                ?? ToNode(name, message) ?? ToSupervisor(name, message) ?? ToWorker(name, message),
        };
    }

    /// <summary>For whom a request to grow was made.</summary>
    public string Whom(RequestId ask) => books.CpuOf(ask) is { } cpu ? $"cpu {cpu}" : words.Of(ask.From);

    private static string StepWords(BootStep step) => step switch
    {
        BootStep.MemoryMap => "its memory map stands",
        BootStep.MemblockFreed => "memblock has handed over",
        BootStep.LateFreed => "what memblock kept is free",
        BootStep.ImageReleased => "the image is released",
        BootStep.PageListsSized => "its page lists are sized",
        BootStep.CpusUp => "it is up",
        BootStep.Disabled => "growth is off",
        BootStep.WatermarksSet => "its watermarks are set",
        _ => "all its pages are initialised",
    };
}
