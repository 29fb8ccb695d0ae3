using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Deferred;

/// <summary>Late init of one node, chunk by chunk.</summary>
public sealed class InitJobTests
{
    //   8                               72
    //   |------------ 64 pages ---------|     8 sections, 2 workers
    // Expect padata's chunks: a quarter of each worker's share, at least a section. 64 / (2 * 4) = 8.
    [Fact]
    public void Chunks_are_a_quarter_of_a_workers_share()
    {
        var job = OneNode.Deferred(InitPolicies.V61, 8, 72).Claim(cpus: 2);
        Assert.Equal(2, job.WantedWorkers);
        job.Start(2);

        Assert.Equal([8L, 8, 8, 8, 8, 8, 8, 8], Chunks(job));
        Assert.True(job.IsDone);
        Assert.Equal(64, job.DonePages);
    }

    // Expect no more workers than the range has sections, however many CPUs there are.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    [InlineData(100, 7)]
    public void A_range_wants_a_worker_a_section_at_most(int cpus, int workers) =>
        Assert.Equal(workers, OneNode.Deferred(InitPolicies.V61, 8, 64).Claim(cpus).WantedWorkers);

    // Expect one worker a node before 5.8, and all of the range in one go.
    [Fact]
    public void One_worker_takes_its_range_in_one_go()
    {
        var job = OneNode.Deferred(InitPolicies.V417, 8, 64).Claim(cpus: 4);
        Assert.Equal(1, job.WantedWorkers);
        job.Start(1);

        Assert.Equal([56L], Chunks(job));
    }

    //   8          20   24                 64
    //   |-- 12 --|## reserved ##|-- ... --|
    // Expect each chunk to hold what is free of it, and all that is free to be built.
    [Fact]
    public void Reserved_pages_are_left_out_of_chunks()
    {
        var job = OneNode.Deferred(InitPolicies.V61, 8, 64, new PfnRange(0, 20), new PfnRange(30, 64)).Claim(cpus: 1);

        Assert.Equal(46, job.Pages);
        long built = 0;
        while (!job.IsDone)
        {
            job.Start(1);
            built += Chunks(job).Sum();
        }

        Assert.Equal(46, built);
    }

    // Expect a bite of one section while somebody waits for pages.
    [Fact]
    public void While_somebody_waits_a_chunk_is_a_section()
    {
        var job = OneNode.Deferred(InitPolicies.SingleWriter, 8, 64).Claim(cpus: 1);
        job.Start(1);

        Assert.True(job.TryClaim(atMostOneSection: true, out var bite));
        Assert.Equal(new PfnRange(8, 16), Assert.Single(bite));
        Assert.True(job.TryClaim(atMostOneSection: false, out var rest));
        Assert.Equal(new PfnRange(16, 64), Assert.Single(rest));
    }

    // Expect a policy that lets requests wait to cut chunks of 32 sections, 4 GiB on x86_64, so that waiting is bounded.
    [Fact]
    public void Where_requests_wait_a_chunk_is_bounded()
    {
        var ours = OneNode.Deferred(InitPolicies.SingleWriter, 0, 8 * 80).Claim(cpus: 1);
        var kernel = OneNode.Deferred(InitPolicies.V417, 0, 8 * 80).Claim(cpus: 1);
        ours.Start(1);
        kernel.Start(1);

        Assert.Equal([256L, 256, 128], Chunks(ours));
        Assert.Equal([640L], Chunks(kernel));
    }

    // Expect the range to end with its last chunk, not with the last claim.
    [Fact]
    public void A_range_ends_when_its_last_chunk_is_built()
    {
        var job = OneNode.Deferred(InitPolicies.V61, 8, 24).Claim(cpus: 2);
        job.Start(2);
        job.TryClaim(false, out _);
        job.TryClaim(false, out _);
        Assert.False(job.TryClaim(false, out _));

        Assert.False(job.Finish(8));
        Assert.False(job.IsDone);
        Assert.True(job.Finish(8));
        Assert.True(job.IsDone);
    }

    private static List<long> Chunks(InitJob job)
    {
        var chunks = new List<long>();
        while (job.TryClaim(atMostOneSection: false, out var frames))
        {
            chunks.Add(frames.Sum(range => range.Pages));
            job.Finish(chunks[^1]);
        }

        return chunks;
    }
}
