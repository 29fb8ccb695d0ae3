using System.Text.Json;

namespace NumaBoot.Reports;

/// <summary>Texts of a page that come again and again: each is written once, and its number wherever it stands.</summary>
internal sealed class PageTexts
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The number of a text.</summary>
    public int Of(string text)
    {
        if (!_numbers.TryGetValue(text, out int number))
        {
            number = _texts.Count;
            _numbers.Add(text, number);
            _texts.Add(text);
        }

        return number;
    }

    /// <summary>Writes all that were asked for up to now, as property "texts".</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("texts");
        foreach (string text in _texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
