using System.Reflection;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Unit.Tests.Recordings;

/// <summary>Replay files are written so that they read back the same, and what is wrong with one is told in one line.</summary>
public sealed class ReplayFileTests
{
    private static readonly string Text = ReplayFile.Write(Recorded.Everything);

    // Expect all of a recording, each kind of disturbance among it, to be there again, and to be written as before.
    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var read = ReplayFile.Read("x.json", Text);

        Assert.Equal(Text, ReplayFile.Write(read));
        Assert.Equal(Recorded.Everything.Request.Disturbances.AsEnumerable(), read.Request.Disturbances.AsEnumerable());
        Assert.Equal(Recorded.Everything.Deviations.AsEnumerable(), read.Deviations.AsEnumerable());
        Assert.Equal(Recorded.Everything.Request.Movable, read.Request.Movable);
        Assert.Equal(Recorded.Everything.Request.Workload.Items.AsEnumerable(), read.Request.Workload.Items.AsEnumerable());
        Assert.Equal((6, false, true), (read.Request.Seed, read.Request.TakesSnapshots, read.BreaksFifo));
        Assert.Equal((ExplorationOrder.Priority, 17, 58, 114, 0xabcUL), (read.Order, read.Seed, read.At, read.Deliveries, read.Digest));
        Assert.Equal((Invariant.FrontierTrue, "page 5 is \"unbuilt\""), (read.Invariant, read.Detail));
    }

    // Expect a preset to be written by name alone and to be that preset again.
    [Fact]
    public void A_preset_is_written_by_name()
    {
        string text = ReplayFile.Write(Recorded.Of(InitPolicies.V58));

        Assert.Contains("\"policy\": \"v5.8\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("policyChoices", text, StringComparison.Ordinal);
        Assert.Same(InitPolicies.V58, ReplayFile.Read("x.json", text).Request.Policy);
    }

    // Expect every value of every choice of a policy to survive: a choice that the form forgets would be another boot.
    [Fact]
    public void Every_choice_of_a_policy_is_written()
    {
        var choices = typeof(InitPolicy).GetProperties().Where(choice => choice.PropertyType.IsEnum).ToList();
        Assert.True(choices.Count >= 15);
        foreach (var choice in choices)
        {
            foreach (object value in Enum.GetValues(choice.PropertyType))
            {
                var policy = InitPolicies.V3 with { Name = "mine" };
                choice.SetValue(policy, value);

                var read = ReplayFile.Read("x.json", ReplayFile.Write(Recorded.Of(policy))).Request.Policy;

                Assert.All(typeof(InitPolicy).GetProperties(BindingFlags.Public | BindingFlags.Instance), property =>
                    Assert.Equal(Printed(property.GetValue(policy)), Printed(property.GetValue(read))));
            }
        }
    }

    // Expect a file of another version, of another program and of another kind to be refused with a clear word, whatever
    // else is in it.
    [Theory]
    [InlineData("{ \"schema\": \"numaboot/replay/2\", \"what\": 7,", "x.json:1: expected a replay file of version 1, found version 2, which another numaboot wrote")]
    [InlineData("{ \"schema\": \"numaboot/machine/1\" }", "x.json:1: expected the schema numaboot/replay/1, found \"numaboot/machine/1\"")]
    [InlineData("{ \"schema\": \"numaboot/replay/1\",\n \"program\": \"9.9.9\", [", "x.json:2: expected a recording of numaboot 0.1.0, which this is, found one of numaboot 9.9.9: find the order anew with explore")]
    public void Other_versions_are_refused(string text, string message) => Assert.Equal(message, Complaint(text));

    // Expect each value that makes no sense to be told with its line, what was expected, and what was found.
    [Theory]
    [InlineData("\"frontier-true\"", "\"frontier-false\"", "x.json:6: expected the name of an invariant, found \"frontier-false\"")]
    [InlineData("\"0000000000000abc\"", "\"abc\"", "x.json:10: expected 16 hexadecimal digits, found \"abc\"")]
    [InlineData("\"33: lane", "\"35: lane", "x.json:27: expected a choice after 35, found 34")]
    [InlineData("\"33: lane", "\"33 lane", "x.json:26: expected a deviation such as \"7: lane/a > lane/b messages #2\", found \"33 lane")]
    [InlineData("{\"kind\":\"slowed\",\"node\":1", "{\"kind\":\"slowed\",\"node\":3", "x.json:23: expected \"node\", one of the machine, found 3")]
    [InlineData("\"worker 1.0\"", "\"worker 7.0\"", "x.json:22: expected an actor of the machine such as ")]
    [InlineData("\"kind\":\"crashed\",", "\"kind\":\"crashed\",\"cpu\":0,", "x.json:21: expected of a disturbance of this kind only what belongs to it")]
    [InlineData("\"letter\":3", "\"letter\":0", "x.json:18: expected \"letter\" of 1 or more, or of -1 or less, found 0")]
    [InlineData("\"kernelcorePages\":8", "\"kernelcorePages\":-8", "x.json:15: expected pages up to ")]
    [InlineData("\"numaboot/machine/1\"", "\"numaboot/machine/2\"", "x.json:30: expected the schema numaboot/machine/1, found \"numaboot/machine/2\"")]
    [InlineData("\"one-owner\"", "\"one-two\"", "x.json:12: expected the name of an invariant, found \"one-two\"")]
    [InlineData("\"priority\"", "\"tidy\"", "x.json:4: expected one of time, random, priority, exhaustive, found \"tidy\" at $.order")]
    [InlineData("\"seed\": 17", "\"seed\": \"x\"", "x.json:5: expected a whole number, found \"x\" at $.seed")]
    [InlineData("\"seed\": 17", "\"seed\": 17.5", "x.json:5: expected a whole number, found 17.5 at $.seed")]
    [InlineData("\"seed\": 17", "\"seed\": 99999999999999999999", "x.json:5: expected a whole number from -9223372036854775808 to 9223372036854775807, found 99999999999999999999 at $.seed")]
    [InlineData("\"seed\": 17", "\"seed\": [17]", "x.json:5: expected a whole number, found a list at $.seed")]
    [InlineData("\"breakFifo\": true", "\"breakFifo\": 1", "x.json:14: expected true or false, found 1 at $.breakFifo")]
    [InlineData("\"detail\": ", "\"detail\": 3, \"seed\": ", "x.json:7: expected a text in quotation marks, found 3 at $.detail")]
    [InlineData("\"seed\": 17,", "\"seed\": 17, \"seed\": 18,", "x.json:5: expected each property once, found \"seed\" twice")]
    [InlineData("\"seed\": 17,", "\"seed\": 17", "x.json:6: expected a comma or }, found \"invariant\": \"frontier-t...")]
    [InlineData("\"seed\": 17,", "\"seed\": ,", "x.json:5: expected a value of \"seed\", found ,")]
    [InlineData("\"seed\": 17,", "\"seed\": 17,,", "x.json:5: expected \"name\": value, found ,")]
    [InlineData("\"detail\": \"", "\"detail\": \"\t", "x.json:7: expected a value of \"detail\", found ")]
    public void What_makes_no_sense_is_told(string right, string wrong, string message)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);

        Assert.StartsWith(message, Complaint(Text.Replace(right, wrong, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    // Expect a text that is no document, or not all of one, to be told as what it is.
    [Theory]
    [InlineData("", "x.json:1: expected numaboot/replay/1, found nothing")]
    [InlineData("\n\nhello", "x.json:3: expected numaboot/replay/1, found hello")]
    [InlineData("[ 3 ]", "x.json:1: expected an object, found a list")]
    [InlineData("{ \"schema\": \"numaboot/replay/1\"", "x.json:2: expected a comma or }, found the end of the text")]
    [InlineData("{ schema: 1 }", "x.json:1: expected \"name\": value, or }, found schema: 1 }")]
    [InlineData("{ \"deviations\": [ \"a\", ] }", "x.json:1: expected a value, found ] }")]
    [InlineData("{ \"x\u0001\": ", "x.json:1: expected \"name\": value, or }, found \"x")]
    public void What_is_no_document_is_told(string text, string message) => Assert.StartsWith(message, Complaint(text), StringComparison.Ordinal);

    // Expect what follows a whole document to be told apart from what is missing in it.
    [Fact]
    public void Nothing_follows_a_document() =>
        Assert.EndsWith(": expected nothing behind the end of the document, found }", Complaint(Text + "}"), StringComparison.Ordinal);

    // Expect a name that is no preset to need its choices.
    [Fact]
    public void A_policy_that_is_no_preset_needs_its_choices()
    {
        string text = ReplayFile.Write(Recorded.Of(InitPolicies.V58)).Replace("\"v5.8\"", "\"v5.9\"", StringComparison.Ordinal);

        Assert.Equal("x.json:11: expected a preset, or policyChoices beside it, found \"v5.9\"", Complaint(text));
    }

    // Expect a change that makes sense of itself to be refused as well: what would be delivered is not what was recorded.
    [Theory]
    [InlineData("\"seed\": 17", "\"seed\": 18")]
    [InlineData("\"order\": \"priority\"", "\"order\": \"random\"")]
    [InlineData("\"breakFifo\": true,", "")]
    public void What_was_changed_is_refused(string written, string changed)
    {
        Assert.Contains(written, Text, StringComparison.Ordinal);

        string complaint = Complaint(Text.Replace(written, changed, StringComparison.Ordinal));

        Assert.Contains(": expected the checksum ", complaint, StringComparison.Ordinal);
    }

    // Expect other spaces and line ends to be no change.
    [Fact]
    public void Spaces_are_no_change() =>
        Assert.Equal(Text, ReplayFile.Write(ReplayFile.Read("x.json", Text.Replace("\n", "\r\n ", StringComparison.Ordinal))));

    // Expect costs that the form has no place for not to be forgotten.
    [Fact]
    public void Other_costs_are_not_written()
    {
        var dear = Recorded.Everything with { Request = Recorded.Everything.Request with { Costs = CostModel.Generic with { MessageNs = 1 } } };

        Assert.Throws<ArgumentException>(() => ReplayFile.Write(dear));
    }

    private static string Complaint(string text) => Assert.Throws<MachineInputException>(() => ReplayFile.Read("x.json", text)).Message;

    private static string Printed(object? value) => value is System.Collections.IEnumerable list and not string ? string.Join(' ', list.Cast<object>()) : $"{value}";
}
