/* A program that does nothing; what it is linked with must be complete. */
int main(void)
{
    return 0;
}
