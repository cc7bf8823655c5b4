using System.Text;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Tests.Plans.Documents;

public sealed class PlanJsonReaderTests
{
    [Theory]
    [InlineData("{\n  \"format\": \"plandecomp\",\n  oops\n}", "not_json", "3")]
    [InlineData("[]", "wrong_kind", "$")]
    [InlineData("""{"plans":[]}""", "not_ours", "$.format")]
    [InlineData("""{"format":"other","version":1,"plans":[]}""", "not_ours", "$.format")]
    [InlineData("""{"format":"plandecomp","plans":[{"title":"t"}]}""", "wrong_kind", "$.version")]
    [InlineData("""{"format":"plandecomp","version":1}""", "missing", "$.plans")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":{}}""", "wrong_kind", "$.plans")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{}]}""", "title", "$.plans[0].title")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":7}]}""", "wrong_kind", "$.plans[0].title")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"title":"a\nb"}]}]}""", "title", "$.plans[0].tasks[0].title")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"title":"a","status":"done"}]}]}""", "unknown_status", "$.plans[0].tasks[0].status")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"id":1,"title":"a"},{"id":"1","title":"b"}]}]}""", "duplicate_id", "$.plans[0].tasks[1]")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"title":"a","children":[{"title":"b","depends_on":["x"]}]}]}]}""", "unknown_dependency", "$.plans[0].tasks[0].children[0].depends_on[0]")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"id":"a","title":"a","depends_on":["b"]},{"id":"b","title":"b","depends_on":["a"]}]}]}""", "dependency_cycle", "$.plans[0].tasks[1].depends_on[0]")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"title":"a","effort_hours":"3"}]}]}""", "wrong_kind", "$.plans[0].tasks[0].effort_hours")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"title":"a","effort_hours":-1}]}]}""", "out_of_range", "$.plans[0].tasks[0].effort_hours")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"title":"a","effort_hours":1e400}]}]}""", "out_of_range", "$.plans[0].tasks[0].effort_hours")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","description":"a\u0000b"}]}""", "not_storable", "$.plans[0].description")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","description":"\ud83d"}]}""", "not_text", "$.plans[0].description")]
    [InlineData("""{"format":"plandecomp","version":1,"plans":[{"title":"t","title":"u"}]}""", "not_json", null)]
    public void Faults_are_named_with_their_place(string json, string code, string? place)
    {
        var error = Assert.Single(Read(json).Errors);

        Assert.Equal(code, error.Code);
        if (place is not null) Assert.Equal(place, error.Path ?? $"{error.Line}");
        Assert.DoesNotContain("System.", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_newer_program_has_added_is_left_out_and_said_once_a_name()
    {
        var reading = Read("""
            {"format":"plandecomp","version":2,"made_by":"x","plans":[{"title":"t","colour":"red","tasks":[
              {"title":"a","estimate":1},{"title":"b","estimate":2,"children":[{"title":"c","estimate":3}]}]}]}
            """);

        Assert.Empty(reading.Errors);
        Assert.Equal(["a", "b", "c"], Assert.Single(reading.Plans).Tasks.Select(task => task.Title));
        Assert.Equal(
            [("newer_version", "$.version"), ("unknown_field", "$.made_by"), ("unknown_field", "$.plans[0].colour"), ("unknown_field", "$.plans[0].tasks[0].estimate")],
            reading.Warnings.Select(warning => (warning.Code, warning.Path)));
        Assert.Contains("3 times", reading.Warnings[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependencies_go_by_id_and_by_place()
    {
        var plan = Assert.Single(Read("""
            {"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[
              {"id":7,"title":"a"},{"title":"b","children":[{"title":"c","depends_on":[7]}]},{"title":"d","depends_on":["2.1","7"]}]}]}
            """).Plans);

        Assert.Equal(["", "", "0", "0,2"], plan.Tasks.Select(task => string.Join(',', task.DependsOn)));
    }

    [Fact]
    public void Depth_and_numbers_are_limited()
    {
        var deep = new StringBuilder("""{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[""");
        for (var i = 0; i < 200; i++) deep.Append("""{"title":"a","children":[""");
        for (var i = 0; i < 200; i++) deep.Append("]}");
        deep.Append("]}]}");
        var error = Assert.Single(Read(deep.ToString()).Errors);
        Assert.Equal("too_deep", error.Code);
        Assert.Equal(21, error.Path!.Split('.').Count(part => part.StartsWith("tasks", StringComparison.Ordinal) || part.StartsWith("children", StringComparison.Ordinal)));

        const string Two = """{"format":"plandecomp","version":1,"plans":[{"title":"t","tasks":[{"title":"a"},{"title":"b"}]},{"title":"u"}]}""";
        Assert.Equal("$.plans[0].tasks[1]", Assert.Single(Read(Two, new ImportOptions { MaxTasks = 1 }).Errors).Path);
        Assert.Equal("$.plans[1]", Assert.Single(Read(Two, new ImportOptions { MaxPlans = 1 }).Errors).Path);
    }

    private static DocumentReading Read(string json, ImportOptions? limits = null) =>
        new PlanDocuments(Options.Create(limits ?? new ImportOptions())).Read(Encoding.UTF8.GetBytes(json), PlanFormat.Json, null);
}
