using NumaBoot.Actors.Tests.Probes;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>The post between nodes where letters can go wrong.</summary>
public sealed class RegisteredPostTests : OneActorTests
{
    private static readonly ActorAddress Node0 = ActorAddress.Node(0);
    private static readonly ActorAddress Node1 = ActorAddress.Node(1);

    private readonly List<(ActorAddress To, IBootMessage Post)> _left = [];

    // Expect letters that overtook an earlier one to be acknowledged and kept, and to be read in their order once it is there.
    [Fact]
    public void Letters_are_read_in_the_order_in_which_they_were_written()
    {
        var post = Post();
        var letters = Write(post, 3);

        Assert.Null(post.Read(Node1, letters[2]));
        Assert.Null(post.Read(Node1, letters[1]));
        Assert.Null(post.ReadOn(Node1, Node0));
        Assert.Same(letters[0].Content, post.Read(Node1, letters[0]));
        Assert.Same(letters[1].Content, post.ReadOn(Node1, Node0));
        Assert.Same(letters[2].Content, post.ReadOn(Node1, Node0));
        Assert.Null(post.ReadOn(Node1, Node0));
        Assert.Equal([3L, 2L, 1L], Receipts());
    }

    // Expect a letter that comes again to be acknowledged again, whether it was read or waits, and never to be read again.
    [Fact]
    public void A_letter_is_read_once_and_acknowledged_each_time()
    {
        var post = Post();
        var letters = Write(post, 2);

        post.Read(Node1, letters[1]);
        post.Read(Node1, letters[1]);
        post.Read(Node1, letters[0]);
        Assert.Null(post.Read(Node1, letters[0]));
        Assert.Same(letters[1].Content, post.ReadOn(Node1, Node0));
        Assert.Null(post.Read(Node1, letters[1]));

        Assert.Equal([2L, 2L, 1L, 1L, 2L], Receipts());
    }

    // Expect one look after the letters, however many there are; what has a receipt is not sent again, and where all have
    // one nobody looks any more.
    [Fact]
    public void What_has_no_receipt_is_sent_again()
    {
        var post = Post(new LostLetter(Node0, Node1, 1));
        var letters = Write(post, 2);
        Assert.Equal([letters[1]], _left.Select(left => left.Post));
        Assert.Single(Lane.Timers);

        post.Attend(Node0, new LetterReceipt(Node1, 2));
        post.Attend(Node0, new SendAgain());
        Assert.Equal([letters[1], letters[0]], _left.Select(left => left.Post));
        Assert.Equal(2, Lane.Timers.Count);

        post.Attend(Node0, new LetterReceipt(Node1, 1));
        post.Attend(Node0, new SendAgain());
        Assert.Equal(2, _left.Count);
        Assert.Equal(2, Lane.Timers.Count);
        Assert.Equal(1, Lane.Notes.Lines.Count(line => line.StartsWith("Happened LostLetter", StringComparison.Ordinal)));
    }

    // Expect a sender that gets no receipt to give up one time after all that can be lost was lost.
    [Fact]
    public void Sending_again_comes_to_an_end()
    {
        var post = Post(new LostLetter(Node0, Node1, 1), new LostLetter(Node1, Node0, -1));
        Write(post, 1);

        int looks = 0;
        for (; looks < Lane.Timers.Count; looks++)
        {
            post.Attend(Node0, Lane.Timers[looks].Message);
        }

        Assert.Equal(3, looks);
        Assert.Equal(3, _left.Count);
    }

    // Expect a receipt to be lost once, and the letter that comes again for want of it to be acknowledged.
    [Fact]
    public void Receipts_can_be_lost_as_well()
    {
        var post = Post(new LostLetter(Node1, Node0, -1));
        var letter = Write(post, 1)[0];

        Assert.NotNull(post.Read(Node1, letter));
        Assert.Empty(Receipts());
        Assert.Null(post.Read(Node1, letter));
        Assert.Equal([1L], Receipts());
    }

    // Expect a late letter to leave when its time has come and not to be sent again before.
    [Fact]
    public void A_late_letter_leaves_later()
    {
        var post = Post(new DelayedLetter(Node0, Node1, 1, 7));
        var letters = Write(post, 2);
        Assert.Equal([letters[1]], _left.Select(left => left.Post));

        var (delayNs, late) = Lane.Timers[0];
        post.Attend(Node0, new SendAgain());
        Assert.Equal([letters[1], letters[1]], _left.Select(left => left.Post));
        Assert.DoesNotContain("Happened", Lane.Notes.Text, StringComparison.Ordinal);

        Assert.True(post.Attend(Node0, late));
        Assert.Equal(7_000, delayNs);
        Assert.Same(letters[0], _left[^1].Post);
        Assert.Contains("Happened DelayedLetter", Lane.Notes.Text, StringComparison.Ordinal);
    }

    // Expect the post to leave alone what is not its business.
    [Fact]
    public void What_is_no_post_is_left_to_the_actor() => Assert.False(Post().Attend(Node0, new NodeMessages.StartCpus()));

    private RegisteredPost Post(params Disturbance[] disturbances)
    {
        Lane.Disturbances = [.. disturbances];
        return new RegisteredPost(Lane, (to, post) => _left.Add((to, post)));
    }

    private static List<Letter> Letters(IEnumerable<IBootMessage> post) => [.. post.OfType<Letter>()];

    /// <summary>Node 0 writes to node 1; the letters, whether they left or not.</summary>
    private List<Letter> Write(RegisteredPost post, int count)
    {
        for (int at = 0; at < count; at++)
        {
            post.Send(Node0, Node1, new NodeMessages.SizePageLists(at));
        }

        var known = Letters(_left.Select(left => left.Post)).Concat(Letters(Lane.Timers.Select(timer => timer.Message).OfType<LateLeaving>().Select(late => late.Post)));
        var byNumber = known.ToDictionary(letter => letter.Number);
        if (byNumber.Count < count)
        {
            // A lost one is what is sent again.
            byNumber[1] = new Letter(Node0, 1, new NodeMessages.SizePageLists(0));
        }

        return [.. byNumber.Values.OrderBy(letter => letter.Number)];
    }

    private IEnumerable<long> Receipts() => _left.Where(left => left.To == Node0).Select(left => left.Post).OfType<LetterReceipt>().Select(receipt => receipt.Number);
}
