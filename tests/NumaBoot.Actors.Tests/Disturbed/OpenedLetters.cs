using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>Takes the post away that protects actors: what is in a letter reaches them as it comes, unnumbered, and nothing is sent again.</summary>
internal sealed class OpenedLetters : IDeliveryFilter
{
    public object? Pass(in Delivery delivery) => delivery.Message is SendAgain ? null : Letter.ContentOf(delivery.Message);
}
