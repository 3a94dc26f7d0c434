namespace Sferum.Schools;

public sealed class Names_of_applicants
{
    [Theory]
    [InlineData("Семёнов", "Пётр", null, true)]
    [InlineData("СЕМЕНОВ", " пётр ", "Ильич", true)]
    [InlineData("Семёнов", "Пётр", "Львович", false)]
    [InlineData("Семёнова", "Пётр", "Ильич", false)]
    [InlineData("Семёнов", "Павел", "Ильич", false)]
    public void Are_alike_however_they_are_written(string family, string given, string? middle, bool alike) =>
        Assert.Equal(alike, new ApplicantName("Семенов", "Пётр", "Ильич").IsLike(new ApplicantName(family, given, middle)));
}
