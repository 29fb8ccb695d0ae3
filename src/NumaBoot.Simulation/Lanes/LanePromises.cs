using NumaBoot.Actors;
using NumaBoot.Lanes;

namespace NumaBoot.Simulation;

/// <summary>What a block can promise: the least of what is under way between its lanes and of what is foreseen of them.</summary>
/// <param name="border">What is under way, and which nodes have to be looked at anew.</param>
/// <param name="forecasts">What is foreseen; null for nothing, as in a boot that is disturbed.</param>
internal sealed class LanePromises(LaneBorder border, NodeForecasts? forecasts)
{
    /// <summary>The promise now.</summary>
    /// <param name="reachedNs">All that starts before this is delivered, in nanoseconds.</param>
    /// <param name="nextNs">When the next delivery can start; <see cref="long.MaxValue"/> where nothing is pending.</param>
    public Promise Make(long reachedNs, long nextNs)
    {
        if (nextNs == long.MaxValue)
        {
            return Promise.Never;
        }

        if (forecasts is not { AreThere: true })
        {
            return new Promise(nextNs, PromiseKind.NextDelivery);
        }

        var letters = border.OfLetters(reachedNs, nextNs);
        if (letters.Kind == PromiseKind.NextDelivery)
        {
            return letters;
        }

        foreach (int nid in border.Touched)
        {
            forecasts.Touch(nid);
        }

        border.Touched.Clear();
        var foreseen = forecasts.Make(nextNs);
        return letters.And(new Promise(foreseen.AtNs, KindOf(foreseen.Ground)));
    }

    private static PromiseKind KindOf(ForecastGround ground) => ground switch
    {
        ForecastGround.OwnWork => PromiseKind.OwnWork,
        ForecastGround.LateInit => PromiseKind.LateInit,
        ForecastGround.Gather => PromiseKind.Gather,
        ForecastGround.Rest => PromiseKind.Nothing,
        _ => PromiseKind.NextDelivery,
    };
}
