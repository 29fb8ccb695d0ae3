using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Passes on to the lane and notes who is told what.</summary>
internal sealed class StoryLane(
    ILane inner, StoryLedger ledger, StoryBooks books, Action<ActorAddress, IBootMessage> told, Action<Happening> note, ISituationNotes? situations)
    : PassingLane(inner, ledger)
{
    private readonly HashSet<(ActorAddress To, ActorAddress From, long Number)> _got = [];

    public override ISituationNotes? Situations => situations;

    public override void Taking(ActorAddress actor, IBootMessage message)
    {
        books.Taking(actor, message);
        base.Taking(actor, message);
    }

    public override void Tell(ActorAddress to, IBootMessage message)
    {
        told(to, message);
        base.Tell(to, message);
    }

    public override IBootMessage? Read(ActorAddress to, Letter letter)
    {
        bool isFirst = _got.Add((to, letter.From, letter.Number));
        var content = base.Read(to, letter);
        if (content is null)
        {
            note(new Happening.Unread(!isFirst ? UnreadLetter.HadBefore : RegisteredPost.IsNeeded(Disturbances) ? UnreadLetter.TooEarly : UnreadLetter.TooLate));
        }

        return content;
    }
}
