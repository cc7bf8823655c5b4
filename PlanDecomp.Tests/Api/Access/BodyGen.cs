using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace PlanDecomp.Tests.Api.Access;

/// <summary>Bodies of an operation by its schema: some right, most with something wrong, anywhere in them.</summary>
/// <param name="ids">Of things that are there, so that what is right so far goes on to be looked for.</param>
internal sealed class BodyGen(IReadOnlyDictionary<string, string> ids)
{
    /// <summary>Text that is no value of a field of any kind, or one that no client of ours sends.</summary>
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOfConst(
            "null", "true", "{}", "[]", "[null]", "[[]]", "[{}]", "[null,null,1]", "{\"\":1}", "{\"a\":{\"a\":{}}}", "-1", "0", "-0", "0.1", "1e400", "-1e400", "1E5", "9007199254740993",
            "2147483648", "9223372036854775807", "9223372036854775808", "99999999999999999999999", "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
            "\"\\u001b[31m\"", "\"\\r\\n\"", "\"1\"", "\"null\"", "[\"1\"]", "[1.5]", "[1e3]", "[-9223372036854775808]", "{\"\\ud800\":1}", "{\"$ref\":\"#\"}", "{\"__proto__\":{}}", "NaN", "01", "'x'", "/**/1"),
        Gen.Int[1, 200].Select(depth => new string('[', depth) + new string(']', depth)),
        Gen.Int[1, 70].Select(depth => string.Concat(Enumerable.Repeat("{\"nodes\":", depth)) + "1" + new string('}', depth)),
        Gen.Int[1_000, 30_000].Select(length => $"\"{new string('x', length)}\""),
        Gen.Int[100, 2_000].Select(length => $"[{string.Join(',', Enumerable.Repeat("1", length))}]"),
        Gen.Char.Array[0, 40].Select(signs => JsonSerializer.Serialize(new string(signs))),
        Gen.Long.Select(number => $"{number}"),
        Gen.Double.Select(number => double.IsFinite(number) ? $"{number:R}" : "1e999"));

    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.OneOfConst(
            "t", "标题", "😀 e\u0301", "apply", "review", "json", "markdown", "zip", "auto", "task", "subtree", "en", "zh", "zh-CN", "xx-invalid-tag", "none", "done", "# A\n- b\n  - c", "- a\n\t- b", "1. x\n2. y",
            "UEsDBAoAAAAAAA==", "{\"format\":\"plandecomp\"}", "{\"plans\":[{\"title\":\"t\",\"tasks\":[{}]}]}", "/undo", "/export", "取消", "yes", "delete everything", "'; DROP TABLE plan; --", "%s{0}{{", "\u202Eabc", "a\u0000"),
        Gen.Char.Array[0, 30].Select(signs => new string(signs)));

    public Gen<byte[]> Of(JsonNode schema, ApiDescription description)
    {
        var whole = Value("", schema, description, 0);
        return Gen.Frequency<byte[]>(
            (20, whole.Select(Encoding.UTF8.GetBytes)),
            (2, Hostile.Select(Encoding.UTF8.GetBytes)),
            (1, Gen.OneOfConst("", " ", "{", "}", "\uFEFF{}", "{}{}", "{\"a\"}", "{\"a\":1,}", "nul", "\"", "[", "{\"title\":\"t\"} x").Select(Encoding.UTF8.GetBytes)),
            (3, Gen.Select(whole, Gen.Double[0, 1], (body, at) => Encoding.UTF8.GetBytes(body)[..(int)(at * Encoding.UTF8.GetByteCount(body))])),
            (2, Gen.Select(whole, Gen.Double[0, 1], Gen.OneOfConst<byte>(0, 0x1B, 0x80, 0xC0, 0xED, 0xFF, (byte)'"', (byte)'\\', (byte)','), (body, at, put) =>
            {
                var bytes = Encoding.UTF8.GetBytes(body);
                if (bytes.Length > 0) bytes[(int)(at * (bytes.Length - 1))] = put;
                return bytes;
            })),
            (1, whole.Select(body => Encoding.Unicode.GetBytes(body))));
    }

    private Gen<string> Value(string name, JsonNode schema, ApiDescription description, int depth)
    {
        schema = description.Resolve(schema);

        // False waits for an end that no worker brings about here.
        if (name == "async_mode") return Gen.OneOfConst("true", "null", "1", "\"false\"");
        if (schema["enum"] is JsonArray choices) return Gen.OneOfConst([.. choices.Select(choice => choice?.ToJsonString() ?? "null")]);
        if (schema["properties"] is JsonObject properties) return Object(properties, description, depth);
        if (ApiDescription.IsOf(schema, "array") && schema["items"] is { } items) return Value(name, items, description, depth + 1).Array[0, 4].Select(all => $"[{string.Join(',', all)}]");
        if (ApiDescription.IsOf(schema, "boolean")) return Gen.OneOfConst("true", "false");
        if (ApiDescription.IsOf(schema, "integer") || ApiDescription.IsOf(schema, "number")) return Number(name);
        return ApiDescription.IsOf(schema, "string") ? Words.Select(text => JsonSerializer.Serialize(text)) : Hostile;
    }

    private Gen<string> Object(JsonObject properties, ApiDescription description, int depth)
    {
        // The deeper, the fewer faults: else nothing below would ever be looked at.
        var fields = properties.Select(property =>
        {
            var name = JsonSerializer.Serialize(property.Key);
            var right = Value(property.Key, property.Value!, description, depth + 1).Select(value => $",{name}:{value}");
            return Gen.Frequency<string>(
                (12 + 12 * depth, right), (6, Gen.Const("")), (2, Hostile.Select(value => property.Key == "async_mode" ? "" : $",{name}:{value}")), (1, Gen.Select(right, right, (one, other) => one + other)));
        }).Append(Gen.Frequency<string>((20, Gen.Const("")), (1, Hostile.Select(value => $",\"unknown\":{value}"))));
        return fields.Aggregate(Gen.Const(""), (all, field) => Gen.Select(all, field, (before, next) => before + next)).Select(all => $"{{{all.TrimStart(',')}}}");
    }

    private Gen<string> Number(string name) => ids.TryGetValue(name.EndsWith("_ids", StringComparison.Ordinal) ? name[..^1] : name, out var id)
        ? Gen.Frequency((4, Gen.Const(id)), (1, Gen.Int[-1, 5].Select(number => $"{number}")))
        : Gen.Frequency((5, Gen.Int[-1, 12].Select(number => $"{number}")), (1, Gen.OneOfConst("0.5", "100000", "2147483647", "9223372036854775807", "-9223372036854775808", "1e2")));
}
