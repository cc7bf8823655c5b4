using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PlanDecomp.Api.Json;

/// <summary>What every body keeps, whatever its route: no list in it holds null, which no type of C# can say of its elements to the reader.</summary>
internal static class BodyRules
{
    /// <summary>Puts the rule on the reading of a type.</summary>
    public static void AddTo(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var lists = type.Properties.Where(property => property.Get is not null && IsListOfObjects(property.PropertyType))
            .Select(property => (property.Name, Get: property.Get!)).ToList();
        if (lists.Count == 0) return;
        type.OnDeserialized += body =>
        {
            foreach (var (name, get) in lists)
            {
                if (get(body) is IEnumerable list && list.Cast<object?>().Contains(null)) throw new BodyRuleException(name, "must not contain null.");
            }
        };
    }

    private static bool IsListOfObjects(Type type) => type != typeof(string) && type.GetInterfaces().Append(type).Any(one =>
        one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>) && !one.GetGenericArguments()[0].IsValueType);
}

/// <summary>A body breaks one of the <see cref="BodyRules"/>. The path, which the reader adds, is that of the object with the member.</summary>
internal sealed class BodyRuleException(string member, string message) : JsonException(message)
{
    /// <summary>The member at fault, by its name on the wire.</summary>
    public string Member => member;
}
