namespace ManifestMigrator.Tests.Rules;

public sealed class CategoryTests
{
    [TestCase("\"energy\"")]
    [TestCase("[\"energy\"]")]
    public void A_category_becomes_an_array_of_categories(string category) =>
        Plan($$$$"""{"category": {{{{category}}}}}""").Becomes("""{"categories": ["energy"]}""");

    [Test]
    public void An_array_of_categories_that_says_more_wins() =>
        Plan("""{"category": "energy", "categories": ["telecom"]}""").Becomes("""{"categories": ["telecom"]}""", "info value-dropped /category");

    [Test]
    public void A_category_that_the_categories_have_goes_without_a_word() =>
        Plan("""{"category": "energy", "categories": ["telecom", "energy"]}""").Becomes("""{"categories": ["telecom", "energy"]}""");

    [Test]
    public void Empty_categories_take_the_category() =>
        Plan("""{"category": "energy", "categories": []}""").Becomes("""{"categories": ["energy"]}""");

    [Test]
    public void An_empty_category_becomes_no_categories() => Plan("""{"category": ""}""").Becomes("""{"categories": []}""");

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("{\"a\": \"energy\"}")]
    [TestCase("[\"energy\", 7]")]
    public void A_category_of_an_unknown_shape_stays(string category) =>
        Plan($$$$"""{"category": {{{{category}}}}}""").Stays("warning unknown-shape /category");

    [Test]
    public void Categories_of_an_unknown_shape_stay_and_the_category_too() =>
        Plan("""{"category": "energy", "categories": "telecom"}""").Stays("warning unknown-shape /category");

    [Test]
    public void A_slug_that_is_not_in_the_list_becomes_the_one_that_was_meant() =>
        Plan("""{"categories": ["transportation", "other"]}""").Becomes("""{"categories": ["transport", "others"]}""");

    [Test]
    public void A_slug_does_not_come_twice() =>
        Plan("""{"categories": ["other", "telecom", "others", "other"]}""").Becomes("""{"categories": ["telecom", "others"]}""");

    [TestCase("\"other\"")]
    [TestCase("{\"a\": [\"other\"]}")]
    [TestCase("[[\"other\"]]")]
    [TestCase("[null, 7, \"Other\"]")]
    public void Categories_of_an_unknown_shape_stay(string categories) => Plan($$$$"""{"categories": {{{{categories}}}}}""").Stays();

    private static Planned Plan(string json) => Planned.By("category category-values", json);
}
