using System.Globalization;
using System.Text;

namespace NumaBoot.Ordering;

/// <summary>Tells an order under which a test failed, for a person to read and to run again.</summary>
/// <param name="subject">The test: it is run once more, to see what is delivered.</param>
internal sealed class OrderTeller(ISubject subject)
{
    private const int MostLines = 40;

    /// <summary>The order in words.</summary>
    /// <param name="order">What it is called.</param>
    /// <param name="trial">The order.</param>
    /// <param name="wasShrunk">Whether it was made as small as can be.</param>
    /// <param name="isPlainToo">Whether the test fails in the same way in plain order of time.</param>
    public string Tell(string order, Trial trial, bool wasShrunk, bool isPlainToo)
    {
        var text = new StringBuilder($"broken in {order}");
        if (trial.Length == 0)
        {
            return text.Append(CultureInfo.InvariantCulture, $": {trial.Failure.Detail}\n{NoRace}again: Orders.{nameof(Orders.Time)}()").ToString();
        }

        var told = new TellingChooser(new ReplayChooser(trial.Deviations), trial.Deviations[0].At, MostLines);
        subject.Run(told);
        string unit = (told.HasTimers, trial.Length) switch
        {
            (true, 1) => "step",
            (true, _) => "steps",
            (false, 1) => "delivery",
            _ => "deliveries",
        };
        text.Append(CultureInfo.InvariantCulture, $", {(wasShrunk ? "shrunk to" : "in")} {trial.Length} {unit}: {trial.Failure.Detail}\n");
        text.Append(isPlainToo ? NoRace : "");
        foreach (string line in told.Lines)
        {
            text.Append(line).Append('\n');
        }

        if (told.Count > MostLines)
        {
            text.Append(CultureInfo.InvariantCulture, $"   ...  {told.Count - MostLines} more\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"replay: Orders.{nameof(Orders.Replay)}(\"{RecordedOrder.Format(trial.Deviations)}\")").ToString();
    }

    private const string NoRace = "in plain order of time too: no order is to blame\n";
}
