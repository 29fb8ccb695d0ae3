using System.Text.Json;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Which pairs of an actor's situation and a message came up, which did not, and which cannot.</summary>
internal static class CoveragePicture
{
    private const char Met = 'm';
    private const char NotMet = 'n';
    private const char CannotCome = '-';

    /// <summary>Writes property "coverage": a table for each kind of actor, a letter for each pair.</summary>
    public static void Write(Utf8JsonWriter json, Coverage pairs)
    {
        json.WriteStartArray("coverage");
        foreach (var table in SituationTables.All)
        {
            json.WriteStartObject();
            json.WriteString("role", table.Role.ToString().ToLowerInvariant());
            json.WriteStartArray("situations");
            foreach (string situation in table.Situations)
            {
                json.WriteStringValue(situation);
            }

            json.WriteEndArray();
            json.WriteStartArray("messages");
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                json.WriteString("name", row.Message.Name);
                json.WriteString("because", row.Because);
                json.WriteString("pairs", string.Concat(Enumerable.Range(0, table.Situations.Length).Select(situation => Letter(pairs, row, situation))));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static char Letter(Coverage pairs, SituationRow row, int situation) =>
        pairs.HasMet(row, situation) ? Met : row.CanComeIn(situation) ? NotMet : CannotCome;
}
