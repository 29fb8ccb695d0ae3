using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>
/// The post between nodes where letters can be lost, late or doubled. Whoever gets one acknowledges it; whoever sent one
/// keeps it and sends it again until it is acknowledged; whoever gets several reads each once and in the order in which
/// they were written. So actors hear from each other what they would hear without faults. What is acknowledged is the
/// letter and not the deed: a request that rightly waits is not repeated.
/// </summary>
/// <param name="lane">The world of those who write.</param>
/// <param name="leave">Puts a letter, or a receipt, on its way from the running actor.</param>
public sealed class RegisteredPost(ILane lane, Action<ActorAddress, IBootMessage> leave)
{
    // Ways take hundreds of nanoseconds, a growth of a section less than a millisecond.
    private const long PatienceNs = 1_000_000;

    private readonly LetterFaults _faults = new(lane.Disturbances);
    private readonly Dictionary<ActorAddress, PostBox> _boxes = [];

    /// <summary>How often a letter is sent again at most: more often than all that is to be lost, so that it arrives and the end comes.</summary>
    private int MostRetries => _faults.Losses + 1;

    /// <summary>Whether a boot with these disturbances needs it: all others do with numbers alone.</summary>
    public static bool IsNeeded(ImmutableArray<Disturbance> disturbances) => LetterFaults.IsIn(disturbances);

    /// <summary>Sends a message of the running actor in a letter.</summary>
    public void Send(ActorAddress from, ActorAddress to, IBootMessage message)
    {
        var box = BoxOf(from);
        var sent = box.Write(from, to, message);
        sent.IsLate = !Leave(from, to, sent.Letter, sent.Letter.Number);
        Arm(box);
    }

    /// <summary>What a letter says; null where it was read before, or an earlier one is missing. Either way it is acknowledged.</summary>
    public IBootMessage? Read(ActorAddress to, Letter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        Leave(to, letter.From, new LetterReceipt(to, letter.Number), -letter.Number);
        return BoxOf(to).Read(letter);
    }

    /// <summary>What the next letter of the same sender says, if it came before the one that was just read; else null.</summary>
    public IBootMessage? ReadOn(ActorAddress to, ActorAddress from) => BoxOf(to).ReadOn(from);

    /// <summary>Does what concerns the post alone; false where a message does not.</summary>
    public bool Attend(ActorAddress at, IBootMessage message)
    {
        var box = BoxOf(at);
        switch (message)
        {
            case LetterReceipt receipt:
                box.Acknowledge(receipt);
                return true;
            case SendAgain:
                box.IsArmed = false;
                Repeat(box);
                Arm(box);
                return true;
            case LateLeaving late:
                LeaveLate(box, late);
                Arm(box);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Sends something for the first time, with what is to happen to it; false where it leaves later.</summary>
    private bool Leave(ActorAddress from, ActorAddress to, IBootMessage post, long number)
    {
        var fault = _faults.Take(from, to, number);
        if (fault is DelayedLetter late)
        {
            lane.TellSelfAfter(late.Choices * Disturbance.NsPerChoice, new LateLeaving(to, post, late));
            return false;
        }

        if (fault is not null)
        {
            lane.Ledger.Happened(fault);
        }

        int copies = fault switch { LostLetter => 0, DuplicatedLetter => 2, _ => 1 };
        for (int copy = 0; copy < copies; copy++)
        {
            leave(to, post);
        }

        return true;
    }

    private void LeaveLate(PostBox box, LateLeaving late)
    {
        lane.Ledger.Happened(late.What);
        if (box.Sent.Find(sent => ReferenceEquals(sent.Letter, late.Post)) is { } letter)
        {
            letter.IsLate = false;
        }

        leave(late.To, late.Post);
    }

    private void Repeat(PostBox box)
    {
        foreach (var sent in box.Sent.Where(MayGoAgain))
        {
            sent.Retries++;
            leave(sent.To, sent.Letter);
        }
    }

    /// <summary>Lets the running actor look after its letters in a while, if there is one that it would send again.</summary>
    private void Arm(PostBox box)
    {
        if (!box.IsArmed && box.Sent.Exists(MayGoAgain))
        {
            box.IsArmed = true;
            lane.TellSelfAfter(PatienceNs, new SendAgain());
        }
    }

    private bool MayGoAgain(SentLetter sent) => !sent.IsLate && sent.Retries < MostRetries;

    private PostBox BoxOf(ActorAddress address)
    {
        if (!_boxes.TryGetValue(address, out var box))
        {
            _boxes.Add(address, box = new PostBox());
        }

        return box;
    }
}
