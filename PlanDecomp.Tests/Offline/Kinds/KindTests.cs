using PlanDecomp.Offline.Kinds;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Tests.Offline.Kinds;

public sealed class KindTests
{
    public static TheoryData<string, string, string> Requested => new(Requests.Known.Select(known => (known.Title, known.Kind, known.KeyTitle)));

    [Theory]
    [MemberData(nameof(Requested))]
    public async Task A_request_gets_the_phases_of_its_kind_with_its_subject(string title, string kind, string keyTitle)
    {
        var children = await TreeExpansion.ChildrenAsync(TreeExpansion.Ask(title));

        Assert.Equal(kind, Brief.Read(title, "").Kind.Name);
        Assert.Contains(keyTitle, children.Select(child => child.Title));
    }

    [Fact]
    public void Every_kind_is_asked_for_in_both_languages()
    {
        var asked = Requests.Known.Select(known => (known.Kind, Chinese: known.Title.Any(letter => letter > '\u3400'))).ToHashSet();

        Assert.All(KnownKinds.All.Concat(KnownKinds.Otherwise), kind =>
        {
            Assert.Contains((kind.Name, false), asked);
            Assert.Contains((kind.Name, true), asked);
        });
    }

    [Theory]
    [InlineData("Hire a data scientist for our machine learning team", "hiring")]
    [InlineData("Write a literature review about machine learning in healthcare", "review-paper")]
    [InlineData("Learn machine learning", "learning")]
    [InlineData("写一篇关于团队建设的综述论文", "review-paper")]
    [InlineData("Write an essay on wedding traditions", "report")]
    [InlineData("Set up CI/CD for our Java monorepo", "software")]
    [InlineData("组织公司年会，300人", "event")]
    [InlineData("The happiest apple", "general")]
    [InlineData("Write an email to the school about the bus", "short-text")]
    [InlineData("Switch our sales team from HubSpot to Salesforce", "software-migration")]
    [InlineData("把团队从钉钉切换到飞书", "software-migration")]
    [InlineData("Move from Berlin to Munich", "moving")]
    [InlineData("Buy milk and bread", "shopping")]
    [InlineData("Buy a house", "purchase")]
    [InlineData("Apply for a residence permit", "procedure")]
    [InlineData("Buy real estate in Spain", "purchase")]
    [InlineData("Create a disaster recovery plan for our data center", "general")]
    [InlineData("Launch a newsletter about climate tech", "content-channel")]
    [InlineData("准备孩子的小学入学", "general")]
    [InlineData("公司官网改版", "software")]
    [InlineData("策划一场线上读书会", "event")]
    public void What_a_text_is_about_does_not_hide_what_is_to_be_done(string title, string kind) =>
        Assert.Equal(kind, Brief.Read(title, "").Kind.Name);

    [Fact]
    public void English_signs_match_whole_words_only() =>
        // "app" in "happy", "trip" in "stripes", "party" in "counterparty".
        Assert.Null(KindRecogniser.Recognise("Happy stripes of the counterparty", ""));

    [Fact]
    public void A_description_decides_when_the_title_is_vague() =>
        Assert.Equal("trip", Brief.Read("Next summer", "We would like to travel through Norway, a road trip of two weeks with a tent.").Kind.Name);
}
