using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of what the post between nodes says, and of what an actor is told by its disturbances.</summary>
internal static class PostForms
{
    internal static Proto.Letter ToProto(this Letter it) => new()
    {
        From = it.From.ToProto(),
        Number = it.Number.ToProto(),
        Content = it.Content.ToProto(),
    };

    internal static Letter ToDomain(this Proto.Letter it) => new(it.From.ToAddress(), it.Number.ToDomain(), it.Content.Present().ToDomain());

    internal static Proto.LetterReceipt ToProto(this LetterReceipt it) => new() { From = it.From.ToProto(), Number = it.Number.ToProto() };

    internal static LetterReceipt ToDomain(this Proto.LetterReceipt it) => new(it.From.ToAddress(), it.Number.ToDomain());

    internal static Proto.LateLeaving ToProto(this LateLeaving it) => new()
    {
        To = it.To.ToProto(),
        Post = it.Post.ToProto(),
        What = it.What.ToProto(),
    };

    internal static LateLeaving ToDomain(this Proto.LateLeaving it) => new(
        it.To.ToAddress(),
        it.Post.Present().ToDomain(),
        it.What.Present().ToDomain());

    internal static Proto.Crash ToProto(this Crash it) => new() { What = it.What.ToProto() };

    internal static Crash ToDomain(this Proto.Crash it) => new(it.What.Present().ToDomain());
}
