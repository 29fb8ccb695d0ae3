using System.Collections;
using System.Globalization;
using System.Text;
using NumaBoot.Machines;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>All that a value holds, field by field, as text: records with arrays do not compare by value.</summary>
internal static class Structure
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null or string or bool or Enum or IFormattable:
                text.Append(CultureInfo.InvariantCulture, $"{value ?? "null"}\n");
                break;
            case NodeDistances distances:
                text.Append(CultureInfo.InvariantCulture, $"uniform {distances.IsUniform}\n");
                break;
            case IEnumerable items:
                text.Append("list\n");
                foreach (object? item in items)
                {
                    Write(text.Append(' ', depth), item, depth + 1);
                }

                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value.GetType().Name}\n");
                foreach (var property in value.GetType().GetProperties().Where(property => (property.CanWrite || value is DictionaryEntry || value.GetType().Name.StartsWith("KeyValuePair", StringComparison.Ordinal)) && property.GetIndexParameters().Length == 0))
                {
                    Write(text.Append(' ', depth).Append(property.Name).Append(' '), property.GetValue(value), depth + 1);
                }

                break;
        }
    }
}
